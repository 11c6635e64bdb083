package dev.hearsay.bench.pipeline;

import dev.hearsay.contracts.Keys;
import dev.hearsay.contracts.records.Article;
import dev.hearsay.contracts.records.ArticleStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Stories of invented people in an agency's style, the same for the same seed: about one quoted or reported sentence in
 * three, a few actors who speak often and many who speak rarely, and in each story one witness who speaks nowhere else.
 */
public final class SyntheticWire {
    private static final String PROVIDER = "bench";
    private static final Instant FIRST_HOUR = Instant.parse("2026-11-01T00:00:00Z");
    private static final int STORIES_AN_HOUR = 200;
    private static final String[] FIRST = {
        "Amara",
        "Alder",
        "Bettina",
        "Corvin",
        "Dalia",
        "Edmund",
        "Farida",
        "Gustav",
        "Helena",
        "Ivo",
        "Jonas",
        "Katya",
        "Leopold",
        "Mirela",
        "Nadia",
        "Oskar",
        "Petra",
        "Quentin",
        "Rosalind",
        "Stefan",
        "Tamsin",
        "Ulrich",
        "Verena",
        "Wilma"
    };
    private static final String[] SYLLABLES = {
        "bar", "cor", "dun", "fel", "gar", "hol", "kin", "lor", "mar", "nor", "pel", "quil", "ras", "sel", "tor", "vin",
        "wex", "yar", "zel"
    };
    private static final String[] ROLES = {
        "Harbor Minister", "Mayor", "union leader", "chief engineer", "opposition lawmaker", "company spokeswoman"
    };
    private static final String[] SUBJECTS = {
        "The ferry", "The northern bridge", "A new grain terminal", "The water board", "The school reform",
        "The rail link", "A tax on timber", "The old lighthouse", "The fishing quota", "The hospital wing"
    };
    private static final String[] PREDICATES = {
        "will open before the end of the winter",
        "has cost the town more than anyone expected",
        "cannot be finished without another loan",
        "was inspected twice this month",
        "needs the consent of both councils",
        "has divided the valley for a decade",
        "is going to be cheaper than planned",
        "must wait until the flood report is read"
    };
    private static final int REGULARS = 400;

    private final long seed;
    private final int bytes;

    /** Stories of about that many bytes. */
    public SyntheticWire(long seed, int bytes) {
        this.seed = seed;
        this.bytes = bytes;
    }

    /** The story of this number. */
    public Article story(int number) {
        Random random = new Random(seed * 1_000_003 + number);
        String subject = pick(random, SUBJECTS);
        String headline = subject + " " + pick(random, PREDICATES);
        List<String> paragraphs = new ArrayList<>(List.of(headline));
        String witness = witness(number);
        paragraphs.add("“" + sentence(random) + ",” " + witness + " said.");
        int length = headline.length() + paragraphs.get(1).length();
        while (length < bytes) {
            String paragraph = paragraph(random);
            paragraphs.add(paragraph);
            length += paragraph.length() + 2;
        }
        Instant time = FIRST_HOUR.plusSeconds(3600L * (number / STORIES_AN_HOUR));
        return Article.newBuilder()
                .setStoryId(Keys.storyId(PROVIDER, seed + "-" + number))
                .setProvider(PROVIDER)
                .setDocumentId(seed + "-" + number)
                .setVersion("1")
                .setVersionTime(time)
                .setFirstCreated(time)
                .setStatus(ArticleStatus.USABLE)
                .setOutlet("Outlet " + random.nextInt(40))
                .setLanguage("en")
                .setHeadline(headline)
                .setText(String.join("\n\n", paragraphs))
                .build();
    }

    /** The name of who speaks in this story only. */
    public static String witness(int number) {
        return FIRST[number % FIRST.length] + " " + surname(number, "witz");
    }

    private static String paragraph(Random random) {
        String speaker = regular(random);
        return switch (random.nextInt(9)) {
            case 0 -> "“" + sentence(random) + ",” " + speaker + " said. “" + sentence(random) + ".”";
            case 1 -> pick(random, ROLES) + " " + speaker + " said that " + lower(sentence(random)) + ".";
            case 2 -> "According to " + speaker + ", " + lower(sentence(random)) + ".";
            default -> sentence(random) + ", and " + lower(sentence(random)) + ". " + sentence(random) + ".";
        };
    }

    private static String sentence(Random random) {
        return pick(random, SUBJECTS) + " " + pick(random, PREDICATES) + " at stage " + random.nextInt(100_000);
    }

    private static String lower(String sentence) {
        return Character.toLowerCase(sentence.charAt(0)) + sentence.substring(1);
    }

    /** The square makes the first ones far more frequent than the last. */
    private static String regular(Random random) {
        double u = random.nextDouble();
        int number = (int) (u * u * REGULARS);
        return FIRST[number % FIRST.length] + " " + surname(number, "sen");
    }

    private static String surname(int number, String ending) {
        StringBuilder name = new StringBuilder();
        int rest = number;
        do {
            name.append(SYLLABLES[rest % SYLLABLES.length]);
            rest /= SYLLABLES.length;
        } while (rest > 0);
        name.append(ending).setCharAt(0, Character.toUpperCase(name.charAt(0)));
        return name.toString();
    }

    private static String pick(Random random, String[] from) {
        return from[random.nextInt(from.length)];
    }
}
