package cn.biaozhengtong.acceptance;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/// R1 to R18 and R38 to R47, each through the gateway of a running suite, and a table of what
/// passed.
final class Requirements {
    private final Map<String, String> table = new TreeMap<>(Requirements::byNumber);
    private final Endpoints endpoints;
    private final long seed;

    Requirements(Endpoints endpoints, long seed) {
        this.endpoints = endpoints;
        this.seed = seed;
    }

    Map<String, Object> run() {
        Bidder administrator = new Bidder(endpoints, seed, Duration.ofSeconds(20));
        administrator.phone().logInByOneTap();
        administrator.verifyIdentity();
        EnterpriseRequirements enterprises =
                new EnterpriseRequirements(endpoints, seed + 1, administrator);
        step("R12", enterprises::r12);
        step("R13", enterprises::r13);
        step("R14", enterprises::r14);
        step("R15", enterprises::r15);
        step("R16", enterprises::r16invitations);
        PowerRequirements power = new PowerRequirements(endpoints, administrator, enterprises);
        step("R17", power::r17);
        SealRequirements seals =
                new SealRequirements(endpoints, seed + 4, administrator, enterprises);
        step("R38", seals::r38);
        step("R39", seals::r39);
        step("R40", seals::r40);
        step("R18", enterprises::r18);
        step("R40", seals::r40renamed);
        AccountRequirements accounts = new AccountRequirements(endpoints, seed + 2, administrator);
        IdentityRequirements identity =
                new IdentityRequirements(endpoints, seed + 3, administrator);
        TenderRequirements tenders = new TenderRequirements(endpoints, administrator);
        step("R42", tenders::r42);
        step("R43", tenders::r43);
        step("R44", tenders::r44);
        step("R41", new StampingRequirements(endpoints, administrator, tenders)::r41);
        step("R45", tenders::r45);
        step("R46", tenders::r46);
        step("R47", new PlatformRequirements(endpoints, administrator, tenders)::r47);
        // While the administrator of the enterprise still holds what R7 and R8 need.
        step("R7", identity::r7);
        step("R8", accounts::r8);
        step("R16", power::r16handOver);
        step("R18", power::r18frozen);
        step("R1", identity::r1);
        step("R2", accounts::r2);
        step("R3", accounts::r3);
        step("R4", identity::r4);
        step("R5", identity::r5);
        step("R6", identity::r6);
        step("R9", accounts::r9);
        step("R10", accounts::r10);
        step("R11", accounts::r11);
        step("R49", new AuditorRequirements(endpoints)::r49audit);
        table.forEach((r, outcome) -> System.out.printf("  %-4s %s%n", r, outcome));
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("check", "requirements");
        out.put("requirements", table);
        out.put("ok", table.values().stream().allMatch("passed"::equals));
        return out;
    }

    /// One that fails leaves the others to be tried.
    private void step(String requirement, Runnable action) {
        long begin = System.nanoTime();
        String outcome = "passed";
        try {
            action.run();
        } catch (RuntimeException | AssertionError e) {
            e.printStackTrace();
            outcome = "failed: " + e.getMessage();
        }
        System.out.printf(
                "  %-4s %6d ms  %s%n",
                requirement, (System.nanoTime() - begin) / 1_000_000, outcome);
        table.merge(requirement, outcome, (a, b) -> a.equals("passed") ? b : a);
    }

    private static int byNumber(String a, String b) {
        return Integer.compare(Integer.parseInt(a.substring(1)), Integer.parseInt(b.substring(1)));
    }
}
