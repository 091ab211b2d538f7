package cn.biaozhengtong.launcher;

import java.util.List;

/// Every port of one suite, counted from one base (`BZT_BASE_PORT`, 18080 by default).
public record Ports(int base) {
    public int gateway() {
        return base;
    }

    public int identity() {
        return base + 1;
    }

    public int enterprise() {
        return base + 2;
    }

    public int caOrder() {
        return base + 3;
    }

    public int seal() {
        return base + 4;
    }

    public int scanSession() {
        return base + 5;
    }

    public int keycloak() {
        return base + 6;
    }

    int keycloakManagement() {
        return base + 7;
    }

    int mariaDb() {
        return base + 8;
    }

    int kafka() {
        return base + 9;
    }

    int kafkaController() {
        return base + 10;
    }

    public int sample() {
        return base + 11;
    }

    int gatewayManagement() {
        return base + 12;
    }

    /// @throws Sentence that names the first taken port
    void mustBeFree() {
        for (int offset : List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12)) {
            if (ServerProcess.accepts(base + offset)) {
                throw new Sentence(
                        "Port "
                                + (base + offset)
                                + " is taken: end what listens there, or set BZT_BASE_PORT to"
                                + " another base (13 ports are needed).");
            }
        }
    }
}
