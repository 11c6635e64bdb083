package dev.hearsay.web.dashboard;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

/** Debian's Chromium without a screen; nothing is downloaded. */
public final class Browser implements AutoCloseable {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ChromeDriver driver;
    private final String home;

    private Browser(ChromeDriver driver, String home) {
        this.driver = driver;
        this.home = home;
    }

    /** Starts it, or skips the test with the reason. */
    public static Browser start(String home) {
        Assumptions.assumeTrue(
                Files.isExecutable(CHROMIUM) && Files.isExecutable(DRIVER),
                "skipped: " + CHROMIUM + " or " + DRIVER + " is not installed (Debian: chromium, chromium-driver)");
        ChromeOptions options = new ChromeOptions();
        options.setBinary(CHROMIUM.toString());
        options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage");
        LoggingPreferences logging = new LoggingPreferences();
        logging.enable(LogType.BROWSER, java.util.logging.Level.ALL);
        options.setCapability(ChromeOptions.LOGGING_PREFS, logging);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(DRIVER.toFile())
                .build();
        return new Browser(new ChromeDriver(service, options), home);
    }

    /** Opens an address and waits until it is shown. */
    public void open(String address) {
        driver.get(home + address);
        await("main h1, main .notice");
    }

    /** Waits for an element. */
    public WebElement await(String selector) {
        return new WebDriverWait(driver, PATIENCE).until(d -> d.findElement(By.cssSelector(selector)));
    }

    /** Waits until the page says something. */
    public void awaitText(String text) {
        awaitCondition(() -> text().contains(text));
    }

    /** Waits until the page does not say something any more. */
    public void awaitNoText(String text) {
        awaitCondition(() -> !text().contains(text));
    }

    /** Waits until this holds; a page that is being replaced meanwhile is looked at again. */
    public void awaitCondition(BooleanSupplier condition) {
        new WebDriverWait(driver, PATIENCE)
                .ignoring(StaleElementReferenceException.class)
                .until(d -> condition.getAsBoolean());
    }

    /** Waits until the address holds a text. */
    void awaitAddress(String part) {
        new WebDriverWait(driver, PATIENCE).until(d -> d.getCurrentUrl().contains(part));
    }

    /** Fills a field of a form by its name, once it is there; a field that is typed into is not replaced any more. */
    void fill(String name, String value) {
        new WebDriverWait(driver, PATIENCE)
                .ignoring(StaleElementReferenceException.class)
                .until(d -> {
                    WebElement field = d.findElement(By.cssSelector("main [name='" + name + "']"));
                    field.clear();
                    field.sendKeys(value);
                    return true;
                });
    }

    /** Clicks on the button of the page with this text once it is there. */
    void clickButton(String text) {
        click(By.xpath("//main//button[normalize-space()='" + text + "']"));
    }

    /** What the page shows. */
    String text() {
        return text("main");
    }

    /** What an element shows, once it is there; read in one go, for a live page may replace it at any moment. */
    public String text(String selector) {
        Object shown = new WebDriverWait(driver, PATIENCE)
                .until(d -> run(
                        "const found = document.querySelector(arguments[0]); return found && found.innerText;",
                        selector));
        return shown.toString();
    }

    /** What each of the elements shows. */
    List<String> texts(String selector) {
        return ((List<?>) run(
                        "return [...document.querySelectorAll(arguments[0])].map((found) => found.innerText);",
                        selector))
                .stream().map(String::valueOf).toList();
    }

    /** Clicks on an element once it is there. */
    void click(String selector) {
        click(By.cssSelector(selector));
    }

    /** Clicks on the link with this text once it is there. */
    void clickLink(String text) {
        click(By.linkText(text));
    }

    private void click(By element) {
        new WebDriverWait(driver, PATIENCE)
                .ignoring(StaleElementReferenceException.class)
                .until(d -> {
                    d.findElement(element).click();
                    return true;
                });
    }

    List<WebElement> all(String selector) {
        return driver.findElements(By.cssSelector(selector));
    }

    /** Presses keys wherever the focus is. */
    void press(CharSequence... keys) {
        new Actions(driver).sendKeys(keys).perform();
    }

    void enter() {
        press(Keys.ENTER);
    }

    void back() {
        driver.navigate().back();
    }

    /** Runs a script in the page. */
    public Object run(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    /** What axe-core finds wrong with the page, of these impacts. */
    List<?> faults(String... impacts) throws IOException {
        try (InputStream script = Browser.class.getResourceAsStream("/axe.min.js")) {
            run(new String(script.readAllBytes(), StandardCharsets.UTF_8));
        }
        return (List<?>) driver.executeAsyncScript(
                "const done = arguments[1]; axe.run().then((r) => done(r.violations"
                        + ".filter((v) => arguments[0].includes(v.impact))"
                        + ".flatMap((v) => v.nodes.map((n) => v.id + ' ' + n.html + ' ' + n.failureSummary))))",
                List.of(impacts));
    }

    void size(int width, int height) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 500));
    }

    void dark(boolean dark) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
    }

    /** Keeps what is seen in {@code target/screenshots}. */
    void screenshot(String name) throws IOException {
        Path file = SCREENSHOTS.resolve(name + ".png");
        Files.createDirectories(file.getParent());
        Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
    }

    /** What the page complained of since it was asked last. */
    public List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(entry -> entry.getLevel() + " " + entry.getMessage())
                .filter(message -> !message.startsWith("INFO") && !message.startsWith("DEBUG"))
                .toList();
    }

    @Override
    public void close() {
        driver.quit();
    }
}
