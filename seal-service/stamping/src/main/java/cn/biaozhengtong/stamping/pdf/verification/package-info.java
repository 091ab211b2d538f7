/// Says what each signature of a PDF is worth: of ours, and as far as can be known of others'.
///
/// Start at [PdfVerification]. It reads every section of cross references itself (`revision`, by
/// `syntax`), finds what each revision did to the one before (`change`), and judges each signature
/// step by step. Nothing is repaired, rendered as proof, or fetched.
@NullMarked
package cn.biaozhengtong.stamping.pdf.verification;

import org.jspecify.annotations.NullMarked;
