package cn.biaozhengtong.gateway.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.biaozhengtong.gateway.web.BodyRefused;
import org.junit.jupiter.api.Test;

class SpoolTest {
    private static final byte[] PART = new byte[100];

    @Test
    void item1_ofOneAddress_aQuarter_andOthersGoOn() throws Exception {
        Spool spool = new Spool(1000);
        try (Spool.File one = spool.open("a");
                Spool.File two = spool.open("a");
                Spool.File others = spool.open("b")) {
            one.append(PART, 100);
            two.append(PART, 100);
            assertThatThrownBy(() -> two.append(PART, 100)).isInstanceOf(BodyRefused.class);
            others.append(PART, 100);
            assertThat(spool.taken()).isEqualTo(300);
            one.close();
            two.append(PART, 100);
        }
        assertThat(spool.taken()).isZero();
        try (Spool.File again = spool.open("a")) {
            again.append(PART, 100);
            again.append(PART, 100);
        }
    }
}
