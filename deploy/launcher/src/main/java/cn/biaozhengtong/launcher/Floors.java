package cn.biaozhengtong.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The lowest versions that anything we ship may contain (`deploy/floors.txt`), and what of a bill
/// of materials is below them. Whatever Maven's rules let through, this judges what came out.
final class Floors {
    private static final Pattern COMPONENT =
            Pattern.compile("\"purl\"\\s*:\\s*\"pkg:maven/([^/\"]+)/([^@/\"]+)@([^?\"]+)");
    private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");

    private final List<Floor> all;

    private Floors(List<Floor> all) {
        this.all = List.copyOf(all);
    }

    /// @param artifact `*` for all of the group
    /// @param lowest `none` when no version will do
    /// @param hole what is wrong below
    record Floor(String group, String artifact, String lowest, String hole) {
        boolean isAbove(Component it) {
            boolean same =
                    group.equals(it.group())
                            && (artifact.equals("*") || artifact.equals(it.artifact()));
            return same
                    && (lowest.equals("none")
                            || Version.of(it.version()).isBelow(Version.of(lowest)));
        }

        /// As Maven's enforcer writes what it bans.
        String asBan() {
            String of = group + ":" + artifact;
            return lowest.equals("none") ? of : of + ":(," + lowest + ")";
        }
    }

    record Component(String group, String artifact, String version) {}

    /// @throws Sentence that names a line that is none
    static Floors of(String text) {
        List<Floor> out = new ArrayList<>();
        for (String line : text.lines().map(String::strip).toList()) {
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            String[] parts = line.split("\\s+", 3);
            String[] names = parts[0].split(":", -1);
            if (parts.length < 3 || names.length != 2) {
                throw new Sentence("This is no floor: " + line);
            }
            out.add(new Floor(names[0], names[1], parts[1], parts[2]));
        }
        return new Floors(out);
    }

    List<Floor> all() {
        return all;
    }

    /// @param bom a CycloneDX document in JSON
    /// @return one sentence per component that is below
    List<String> below(String module, String bom) {
        List<String> out = new ArrayList<>();
        for (Component it : components(bom)) {
            for (Floor floor : all) {
                if (floor.isAbove(it)) {
                    out.add(
                            "%s has %s:%s:%s, lowest is %s (%s)"
                                    .formatted(
                                            module,
                                            it.group(),
                                            it.artifact(),
                                            it.version(),
                                            floor.lowest(),
                                            floor.hole()));
                }
            }
        }
        return out;
    }

    static List<Component> components(String bom) {
        Matcher it = COMPONENT.matcher(bom);
        List<Component> out = new ArrayList<>();
        while (it.find()) {
            out.add(new Component(it.group(1), it.group(2), it.group(3)));
        }
        return out;
    }

    /// Judges every module's `target/bom.json`; ends with 1 when anything is below, or a module has
    /// none.
    static void main(String[] args) throws IOException {
        Path checkout = Path.of(args[0]);
        Floors floors = of(Files.readString(checkout.resolve("deploy/floors.txt")));
        List<String> wrong = new ArrayList<>();
        int modules = 0;
        int components = 0;
        Matcher module = MODULE.matcher(Files.readString(checkout.resolve("pom.xml")));
        while (module.find()) {
            String name = module.group(1);
            Path bom = checkout.resolve(name).resolve("target/bom.json");
            if (name.startsWith("deploy/bench")) {
                // Measured with, never shipped, and not built without its profile.
                continue;
            }
            modules++;
            if (Files.exists(bom)) {
                String text = Files.readString(bom);
                components += components(text).size();
                wrong.addAll(floors.below(name, text));
            } else {
                wrong.add(name + " has no " + bom + ": build it without -Dcyclonedx.skip");
            }
        }
        wrong.forEach(System.err::println);
        System.out.printf(
                "{\"check\":\"floors\",\"modules\":%d,\"components\":%d,\"floors\":%d,\"below\":%d,\"ok\":%s}%n",
                modules, components, floors.all().size(), wrong.size(), wrong.isEmpty());
        System.exit(wrong.isEmpty() ? 0 : 1);
    }
}
