package cn.biaozhengtong.kit.data;

/// Fields that are sealed under another key than the service's field key.
///
/// @param declared property that says where they lie, as `bzt.sealed-fields` does of the others
public record SealedFields(FieldCipher cipher, String declared) {}
