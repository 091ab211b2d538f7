package cn.biaozhengtong.caorder;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import cn.biaozhengtong.caorder.authority.CertificateAuthority;
import cn.biaozhengtong.caorder.authority.register.BuiltInAuthority;
import cn.biaozhengtong.crypto.cert.CertificateAuthorityKey;
import cn.biaozhengtong.kit.test.HouseRules;
import org.junit.jupiter.api.Test;

class HouseRulesTest extends HouseRules {
    private static final String REGISTER = ".*\\.authority\\.register\\.Register";

    /// So that what is signed was recorded before (P2).
    @Test
    void item10_certificates_areSignedByTheRegisterOnly() {
        methods()
                .that()
                .areDeclaredIn(BuiltInAuthority.class)
                .and()
                .haveName("obtain")
                .should()
                .bePackagePrivate()
                .check(classes);
        noClasses()
                .that()
                .haveNameNotMatching(REGISTER)
                .should()
                .callMethod(BuiltInAuthority.class, "obtain", byte[].class)
                .orShould()
                .callMethod(CertificateAuthority.class, "obtain", byte[].class)
                .check(classes);
        noClasses()
                .that()
                .haveNameNotMatching(".*\\.BuiltInAuthority")
                .and()
                .resideOutsideOfPackage("..ceremony..")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(CertificateAuthorityKey.class)
                .check(classes);
    }
}
