package dev.hearsay.feeds.html;

import dev.hearsay.feeds.text.MarkupText;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeTraversor;
import org.jsoup.select.NodeVisitor;
import org.jspecify.annotations.Nullable;

/**
 * The paragraphs of the article on a web page, by its shape. The idea is that of Arc90's Readability (2009): text that
 * reads like prose gives its containers points; the container with most points holds the article; inside it, what is
 * mostly links, or is called after furniture, is cleared away.
 */
final class ArticleText {
    private static final int SHORTEST_PROSE = 25;
    private static final int SHORTEST_SENTENCE = 60;

    private static final String NEVER =
            "script,style,noscript,template,iframe,object,embed,svg,button,input,select,textarea,nav,footer,figure,"
                    + "picture,video,audio,canvas,aside,dialog,menu,[hidden],[aria-hidden=true],[role=navigation],"
                    + "[role=complementary],[role=dialog],[role=menu],[role=banner],[role=contentinfo]";

    /** Names (in class and id) of what stands around articles. */
    private static final Pattern FURNITURE = Pattern.compile(
            "(?i)(?:^|[\\s_-]|\\b)(?:ad|ads|advert\\w*|adslot|sponsor\\w*|promo\\w*|banner|breadcrumbs?|byline|author-?\\w*|bio|"
                    + "caption|credits?|comments?\\w*|disqus|copyright|cookie\\w*|consent|dateline|disclaimer|footer|footnotes?|gallery|"
                    + "header|hidden|infobox|links?|login|masthead|menu|meta|metadata|modal|more|most-?\\w*|nav\\w*|newsletter\\w*|"
                    + "outbrain|taboola|pagination|pager|paywall|popup|popular|print|ratings?|read-?(?:more|next|also)|recirc\\w*|"
                    + "recommend\\w*|related\\w*|share\\w*|sharing|sidebar|signup|skip|skyscraper|social\\w*|subscri\\w*|tags?|"
                    + "teaser|timestamp|toolbar|tools|trending|tweet|widget\\w*|video\\w*|photo\\w*|image\\w*|media)(?:$|[\\s_-]|\\b)");

    /** Names of what holds prose of its own beside the article. */
    private static final Pattern BESIDE = Pattern.compile(
            "(?i)(?:^|[\\s_-])(?:comments?|comment-?list|comments-?area|disqus\\w*|related\\w*|recommend\\w*|sidebar|footer|newsletter\\w*)(?:$|[\\s_-])");

    /** Names of what holds articles: they protect from the furniture above. */
    private static final Pattern HOLDER = Pattern.compile(
            "(?i)(?:article|story|post|entry|content|body|text|main)[_-]?(?:body|content|text|main|copy|article|inner|wrapper|page)|"
                    + "^(?:article|story|content|body|main|post|entry|text)$");

    private static final Pattern TRAILER = Pattern.compile(
            "(?i)^(?:advertisement|advert|related(?: (?:articles?|stories|content|links|topics))?:?|read (?:more|also|next)\\b.{0,200}|"
                    + "(?:more|also) (?:on|from|read)\\b.{0,80}|see also:?.{0,200}|share (?:this|on)\\b.{0,80}|follow us\\b.{0,120}|"
                    + "click here\\b.{0,120}|sign up\\b.{0,160}|subscribe\\b.{0,160}|story continues(?: below)?.{0,40}|"
                    + "continue reading\\b.{0,80}|(?:photo|image|picture|video|source|credit)s?(?: credit)?s?:.{0,160}|"
                    + "copyright\\b.{0,200}|©.{0,200}|all rights reserved\\.?)$");

    private static final Set<String> HEADINGS = Set.of("h1", "h2", "h3", "h4", "h5", "h6");
    private static final Set<String> LINES = Set.of("p", "li", "dd", "dt", "pre", "blockquote");

    private ArticleText() {}

    /** The paragraphs; empty if the page holds no article. The page is not changed. */
    static List<String> of(Document page) {
        Element body = page.clone().body();
        // Some sites put the whole page into a form.
        body.select("form").unwrap();
        body.select(NEVER).remove();
        clearFurniture(body);
        Measures measures = new Measures(body);
        Element best = best(measures, body);
        if (best == null) {
            return List.of();
        }
        Element holder = widened(best, body, measures);
        clean(holder, measures);
        return MarkupText.paragraphs(holder).stream()
                .filter(paragraph -> !TRAILER.matcher(paragraph).matches())
                .toList();
    }

    private static void clearFurniture(Element body) {
        Measures measures = new Measures(body);
        double all = measures.of(body).prose;
        List<Element> furniture = new ArrayList<>();
        for (Element element : body.getAllElements()) {
            String names = names(element);
            Measure measure = measures.of(element);
            if (element == body
                    || names.isBlank()
                    || element.tagName().equals("article")
                    || element.tagName().equals("p") && measure.text > 120
                    || !FURNITURE.matcher(names).find()
                    || HOLDER.matcher(names).find()) {
                continue;
            }
            // Sites name even the whole page after some furniture.
            boolean beside = BESIDE.matcher(names).find();
            if (measure.prose <= all * (beside ? 0.6 : 0.4) && (beside || measure.prose < 1_000)) {
                furniture.add(element);
            }
        }
        furniture.forEach(Element::remove);
    }

    private static @Nullable Element best(Measures measures, Element body) {
        Map<Element, Double> scores = new IdentityHashMap<>();
        for (Element block : body.getAllElements()) {
            Measure measure = measures.of(block);
            if (measure.line < SHORTEST_PROSE || HEADINGS.contains(block.tagName())) {
                continue;
            }
            double points = (1 + measure.commas + Math.min(3, measure.line / 100.0))
                    * (1 - (double) measure.lineLinked / measure.line);
            Element up = LINES.contains(block.tagName()) ? block.parent() : block;
            for (int level = 0; up != null && level < 5; level++) {
                scores.merge(up, points * (level == 0 ? 1 : level == 1 ? 0.5 : 1.0 / (level * 3)), Double::sum);
                up = up == body ? null : up.parent();
            }
        }
        Element best = null;
        double most = 0;
        // In the order of the page, so that equal scores have one winner.
        for (Element element : body.getAllElements()) {
            Double points = scores.get(element);
            if (points != null) {
                // A name alone makes no article of a line, nor furniture of a page.
                double weight = Math.max(-points / 2, Math.min(points, weight(element)));
                double score = (points + weight) * (1 - measures.of(element).linkDensity());
                if (score > most) {
                    most = score;
                    best = element;
                }
            }
        }
        return best;
    }

    /** Up, as long as that adds prose, and not too much: articles are cut into pieces by advertisements. */
    private static Element widened(Element best, Element body, Measures measures) {
        Element widest = best;
        double prose = measures.of(best).prose;
        for (Element at = best.parent(); at != null && at != body.parent(); at = at.parent()) {
            double more = measures.of(at).prose;
            if (more >= prose * 6 && at.closest("article") == null) {
                break;
            }
            if (more > prose * 1.15) {
                widest = at;
                prose = more;
            }
            if (at.tagName().equals("article") || at.tagName().equals("main")) {
                break;
            }
        }
        return widest;
    }

    private static double weight(Element element) {
        String names = names(element);
        double weight =
                switch (element.tagName()) {
                    case "article" -> 25;
                    case "main", "section" -> 8;
                    case "div" -> 5;
                    case "td", "blockquote", "pre" -> 3;
                    case "ul", "ol", "dl", "li", "address" -> -5;
                    default -> 0;
                };
        if (HOLDER.matcher(names).find() || "articleBody".equals(element.attr("itemprop"))) {
            weight += 25;
        }
        return FURNITURE.matcher(names).find() ? weight - 25 : weight;
    }

    /** Takes out what is mostly links. */
    private static void clean(Element holder, Measures measures) {
        holder.select("h1").remove();
        for (Element element : holder.select("ul,ol,dl,table,div,section,header,p,h2,h3,h4,h5,h6")) {
            Measure measure = measures.of(element);
            double density = measure.linkDensity();
            boolean line = element.tagName().equals("p") || HEADINGS.contains(element.tagName());
            boolean list = element.tagName().equals("ul") || element.tagName().equals("ol");
            boolean links = line
                    ? density > 0.9
                    : density > 0.5 && (measure.text < 400 || density > 0.8) || list && density > 0.4;
            if (links && element != holder) {
                element.remove();
            }
        }
    }

    private static String names(Element element) {
        return element.className() + " " + element.id();
    }

    /** What stands in an element; a line is the text that no block inside it holds. */
    private static final class Measure {
        private int text;
        private int linked;
        private int line;
        private int lineLinked;
        private int commas;
        private double prose;

        double linkDensity() {
            return text == 0 ? 0 : (double) linked / text;
        }
    }

    /** The measures of all elements, taken in one walk. */
    private static final class Measures implements NodeVisitor {
        private final Map<Element, Measure> measures = new IdentityHashMap<>();
        private final Deque<Element> blocks = new ArrayDeque<>();
        private int links;

        Measures(Element root) {
            NodeTraversor.traverse(this, root);
        }

        Measure of(Element element) {
            return measures.computeIfAbsent(element, e -> new Measure());
        }

        @Override
        public void head(Node node, int depth) {
            if (node instanceof Element element) {
                links += isLink(element) ? 1 : 0;
                if (element.isBlock() || blocks.isEmpty() || element.tagName().equals("td")) {
                    blocks.push(element);
                }
            } else if (node instanceof TextNode text && !text.isBlank() && !blocks.isEmpty()) {
                String words = text.text().strip();
                Measure block = of(blocks.peek());
                block.line += words.length();
                block.lineLinked += links > 0 ? words.length() : 0;
                block.commas += commas(words);
                Element parent = text.parent();
                if (parent != null) {
                    Measure own = of(parent);
                    own.text += words.length();
                    own.linked += links > 0 ? words.length() : 0;
                }
            }
        }

        @Override
        public void tail(Node node, int depth) {
            if (node instanceof Element element) {
                links -= isLink(element) ? 1 : 0;
                Measure measure = of(element);
                if (element == blocks.peek()) {
                    blocks.pop();
                    if (measure.line >= SHORTEST_SENTENCE && !HEADINGS.contains(element.tagName())) {
                        measure.prose += measure.line - measure.lineLinked;
                    }
                }
                if (element.parent() != null && depth > 0) {
                    Measure parent = of(element.parent());
                    parent.text += measure.text;
                    parent.linked += measure.linked;
                    parent.prose += measure.prose;
                }
            }
        }

        /** Anchors that lead nowhere are often left open, and then hold all that follows. */
        private static boolean isLink(Element element) {
            return element.tagName().equals("a") && element.hasAttr("href");
        }

        private static int commas(String text) {
            int n = 0;
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                n += c == ',' || c == '\u3001' || c == '\uFF0C' || c == '\u060C' ? 1 : 0;
            }
            return n;
        }
    }
}
