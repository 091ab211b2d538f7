package cn.biaozhengtong.sdk;

/// Who a certificate speaks for: an enterprise, or a person who acts for himself. Persons come only
/// to platforms that are registered as admitting them.
public sealed interface Party {
    /// As the certificate has it.
    String name();

    /// @param uscc unified social credit code (统一社会信用代码), from the certificate
    record Enterprise(String name, String uscc) implements Party {}

    record Person(String name) implements Party {}
}
