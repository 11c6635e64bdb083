package dev.hearsay.feeds.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.jsoup.Jsoup;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;

class MarkupTextTest {
    @Test
    void blocksAreParagraphsAndInlineMarkupIsNot() {
        assertThat(
                        MarkupText.paragraphs(
                                "<div><p>One <b>bo</b>ld &amp; <i>two</i>.</p>Loose<h2>Head</h2><ul><li>a</li><li>b</li></ul></div>"))
                .containsExactly("One bold & two.", "Loose", "Head", "a", "b");
    }

    @Test
    void twoLineBreaksPartParagraphsOneDoesNot() {
        assertThat(MarkupText.paragraphs("One<br>goes on<br/> <br/>Two")).containsExactly("One goes on", "Two");
    }

    @Test
    void scriptsFormsMediaAndNavigationAreNoText() {
        assertThat(
                        MarkupText.paragraphs(
                                "<script>x()</script><style>p{}</style><p>Said.</p><figure><figcaption>Photo</figcaption></figure><nav>Home</nav><form>Search</form>"))
                .containsExactly("Said.");
    }

    @Test
    void nitfBlocksAreParagraphs() {
        assertThat(MarkupText.paragraphs(Jsoup.parse(
                        "<body><body.content><block><p>One <person>Odile Marrane</person> said.</p><hl2>Sub</hl2></block><media><media-caption><p>Photo</p></media-caption></media></body.content></body>",
                        "",
                        Parser.xmlParser())))
                .containsExactly("One Odile Marrane said.", "Sub");
    }

    @Test
    void deepAndBrokenMarkupIsReadWithoutFailure() {
        assertThat(MarkupText.paragraphs("<div>".repeat(50_000) + "deep")).hasSizeLessThanOrEqualTo(1);
        assertThat(MarkupText.paragraphs("<p>a<p>b</div></p><b>c")).contains("a", "b", "c");
    }
}
