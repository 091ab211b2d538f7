package cn.biaozhengtong.caorder.invoice;

/// Whom an invoice is made out to (发票抬头).
///
/// @param taxNumber (纳税人识别号) of an enterprise; empty for a person
/// @param email where the invoice is sent; may be empty
public record InvoiceTitle(String name, String taxNumber, String email) {}
