package cn.biaozhengtong.stamping.pdf.verification;

import static cn.biaozhengtong.stamping.report.Outcome.absent;
import static cn.biaozhengtong.stamping.report.Outcome.bad;
import static cn.biaozhengtong.stamping.report.Outcome.good;
import static cn.biaozhengtong.stamping.report.Outcome.unknown;
import static cn.biaozhengtong.stamping.report.Step.coverage;
import static cn.biaozhengtong.stamping.report.Step.digest;
import static cn.biaozhengtong.stamping.report.Step.format;
import static cn.biaozhengtong.stamping.report.Step.maker_chain;
import static cn.biaozhengtong.stamping.report.Step.revocation;
import static cn.biaozhengtong.stamping.report.Step.seal_in_force;
import static cn.biaozhengtong.stamping.report.Step.seal_signature;
import static cn.biaozhengtong.stamping.report.Step.signature;
import static cn.biaozhengtong.stamping.report.Step.signer_chain;
import static cn.biaozhengtong.stamping.report.Step.signer_in_seal;
import static cn.biaozhengtong.stamping.report.Step.time_stamp;

import cn.biaozhengtong.stamping.report.Finding;
import cn.biaozhengtong.stamping.report.Outcome;
import cn.biaozhengtong.stamping.report.Step;
import java.util.Locale;

/// Everything that can be said of a signature itself; of later changes see [LaterSentence]. `%s` is
/// what it is about. The name, with hyphens, is the permanent code.
enum Sentence {
    contents_absent(format, bad, "签名域已填，却没有签名数据", "The field is filled, but holds no signature."),
    contents_elsewhere(
            format,
            bad,
            "签名数据不在文件的签名字典里，无法确定签了什么",
            "The signature is not written in its dictionary in the file: what it covers is not"
                    + " certain."),
    contents_padding(
            format,
            bad,
            "签名数据之后还有多余内容",
            "Behind the signature, in its place, stands something else."),
    key_twice(
            format,
            bad,
            "签名字典中同一项出现两次，不同软件会读出不同内容",
            "An entry stands twice in the signature's dictionary; readers see different ones."),
    value_shared(format, bad, "两个签名域共用同一签名", "Two fields share one signature."),
    byte_range_malformed(
            format,
            bad,
            "签名范围（ByteRange）不是规定的两段",
            "ByteRange is not two ranges from the file's start."),
    byte_range_not_framing(
            format,
            bad,
            "签名范围没有恰好框住签名数据，旁边有未被签名的内容",
            "ByteRange does not frame the signature exactly: bytes beside it are signed by"
                    + " nobody."),
    form_not_accepted(format, bad, "不受理的签名形式：%s", "A form of signature that is not accepted: %s."),
    cms_malformed(format, bad, "签名数据无法解析", "The signature cannot be read."),
    content_inside(format, bad, "分离式签名里夹带了内容", "A detached signature carries content of its own."),
    attributes_absent(
            format,
            unknown,
            "签名没有已签属性，强度不足",
            "It has no signed attributes, which is weaker than it should be."),
    certificate_not_named(
            format,
            unknown,
            "已签属性未写明签名证书，不符合 PAdES 基线要求",
            "The signer did not sign which certificate is his: not PAdES baseline."),
    certificate_named_by_sha1(
            format,
            unknown,
            "签名证书以旧属性（SHA-1）写明，不符合 PAdES 基线要求",
            "The certificate is named by the old attribute (SHA-1): not PAdES baseline."),
    format_good(format, good, "签名的形式正确", "The signature has the right form."),
    certificate_absent(
            signature, bad, "签名中没有签名者的证书", "The signer's certificate did not come along."),
    certificate_swapped(
            signature, bad, "证书与签名者写明的不是同一张", "The certificate is another than the signer named."),
    signature_bad(
            signature,
            bad,
            "签名值与证书不符，签名无效",
            "The signature does not fit the signer's certificate."),
    algorithm_unknown(
            signature,
            unknown,
            "签名算法未知，签名值未能验证",
            "The algorithm is not known: the value was not verified."),
    algorithm_weak(
            signature,
            unknown,
            "算法或密钥强度不足（%s）",
            "Algorithm or key is weaker than it should be (%s)."),
    signature_good(signature, good, "签名值与签名者的证书相符", "The signature fits the signer's certificate."),
    seal_absent(
            signer_in_seal,
            absent,
            "这是数字签名，没有电子印章",
            "A digital signature without an electronic seal."),
    seal_exchanged(
            signer_in_seal,
            bad,
            "文件中的印章不是签名者签署时使用的那一枚",
            "The seal in the file is not the one that the signer signed with."),
    seal_malformed(format, bad, "电子印章数据无法解析", "The seal cannot be read."),
    signer_in_seal_good(
            signer_in_seal, good, "签名者可以使用该印章", "The signer is one of those who may use the seal."),
    signer_not_in_seal(
            signer_in_seal,
            bad,
            "签名者不在印章的使用者名单中",
            "The signer is none of those who may use the seal."),
    seal_signature_good(seal_signature, good, "制章者对印章的签名有效", "The maker signed the seal."),
    seal_signature_bad(
            seal_signature,
            bad,
            "制章者对印章的签名无效，印章是伪造的",
            "The maker's signature does not fit: a forged seal."),
    maker_good(maker_chain, good, "制章者可信", "The seal's maker is trusted."),
    maker_unknown(maker_chain, unknown, "制章者不为本系统所知", "The seal's maker is not known here."),
    maker_revoked(
            maker_chain,
            bad,
            "制章时制章者的证书已被吊销",
            "The maker's certificate had been revoked when the seal was made."),
    seal_in_force_good(seal_in_force, good, "签章时印章有效", "The seal was in force."),
    seal_not_in_force(
            seal_in_force, bad, "签章时印章不在有效期内", "The seal was not in force when it was used."),
    signer_known(
            signer_chain,
            good,
            "签名者的证书可信，签名时有效",
            "The signer's certificate is trusted and was valid."),
    signer_unknown(
            signer_chain,
            unknown,
            "文件完整，但签名者的证书机构不为本系统所知",
            "Intact, but the signer's authority is not known here."),
    signer_unsuitable(
            signer_chain,
            unknown,
            "该证书不是用于签名的证书",
            "The certificate is not one for signing documents."),
    signer_not_valid_then(
            signer_chain,
            bad,
            "签名时证书不在有效期内",
            "The certificate was not valid at the time of signing."),
    signer_expired_since(
            signer_chain,
            unknown,
            "证书现已过期，签名时间又没有时间戳证明",
            "The certificate has expired, and no time stamp proves that the signature is older."),
    not_revoked(
            revocation,
            good,
            "签名时证书未被吊销",
            "The certificate was not revoked at the time of signing."),
    revoked_before(revocation, bad, "证书在签名之前已被吊销", "The certificate had been revoked before."),
    revoked_after(
            revocation,
            good,
            "证书在签名之后才被吊销，不影响此签名",
            "The certificate was revoked later, which spoils nothing."),
    revoked_unproven(
            revocation,
            unknown,
            "证书已被吊销，签名是否在此之前没有时间戳证明",
            "The certificate is revoked, and no time stamp proves that the signature is older."),
    revocation_unknown(
            revocation,
            unknown,
            "没有可用的吊销信息",
            "Nothing at hand says whether the certificate was revoked."),
    validation_data_inside(
            revocation,
            good,
            "文件内带有证书链和吊销信息，今后脱机也能验证",
            "The file holds the chain and the evidence itself: it can be verified later, by anybody."),
    time_proven(time_stamp, good, "时间戳证明签名时间", "A time stamp proves when it was signed."),
    time_not_proven(
            time_stamp,
            unknown,
            "签名时间由签名者自述，没有时间戳",
            "The time is the signer's claim; there is no time stamp."),
    time_stamp_unknown(
            time_stamp,
            unknown,
            "时间戳完整，但其机构不为本系统所知",
            "The time stamp is intact, its authority is not known here."),
    time_stamp_bad(time_stamp, bad, "时间戳与签名不符", "The time stamp does not fit the signature."),
    digest_good(digest, good, "所签内容未被改动", "What was signed is unchanged."),
    digest_bad(
            digest, bad, "所签内容已被改动（摘要不符）", "What was signed was changed: the digest does not fit."),
    coverage_whole(coverage, good, "签名覆盖整个文件", "It covers the whole file."),
    coverage_revision(
            coverage,
            good,
            "签名覆盖签名时的整个文件",
            "It covers the whole file as it was when it was signed."),
    coverage_not_at_end(
            coverage,
            bad,
            "签名范围没有到达当时文件的末尾，其后部分未被签名",
            "It ends before its revision does: the rest was signed by nobody."),
    coverage_not_in_revision(
            coverage,
            bad,
            "所签范围内的文件并不含这个签名（签名被移植或包裹）",
            "What it covers does not hold this signature: it was moved or wrapped."),
    usage_rights(
            format,
            absent,
            "文件含软件使用权（UR3），它不是任何人的签名",
            "The file has usage rights (UR3), which are nobody's signature."),
    document_time_stamp(
            time_stamp, good, "文件时间戳 %s 有效，时间 %s", "Document time stamp %s, of %s, is good."),
    document_time_stamp_unknown(
            time_stamp,
            unknown,
            "文件时间戳 %s 完整（时间 %s），但其机构不为本系统所知",
            "Document time stamp %s (%s) is intact, its authority is not known here."),
    document_time_stamp_bad(
            time_stamp, bad, "文件时间戳 %s 无效", "Document time stamp %s does not fit the document."),
    encrypted_attachment(
            format, unknown, "附件已加密，未查看其内容", "An attachment is encrypted and was not looked at."),
    active_content(
            format,
            unknown,
            "文件含脚本或自动动作，所见可能改变",
            "The file has scripts or actions: what is seen may change."),
    signature_outside_form(
            format, bad, "页面上有不属于表单的签名域", "A page has a signature field that is not in the form."),
    bytes_after_end(
            coverage,
            bad,
            "文件末尾之后还有不属于任何版本的内容",
            "Behind the end stand bytes that belong to no revision."),
    history_forked(
            coverage, bad, "文件的各版本不是依次追加而成", "The revisions do not follow one upon the other."),
    signature_removed(
            coverage,
            bad,
            "先前的签名 %s 已被清空或删除",
            "An earlier signature, %s, was emptied or taken out."),
    references_broken(
            coverage,
            bad,
            "签名之后追加的交叉引用指向错误的位置，不同软件会读出不同内容",
            "Cross references that were appended lead to no object: readers see different"
                    + " documents."),
    references_broken_then(
            coverage,
            unknown,
            "文件的交叉引用有误，不同软件可能读出不同内容",
            "Some cross references lead to no object: readers may see different documents.");

    private final Step step;
    private final Outcome outcome;
    private final String chinese;
    private final String english;

    Sentence(Step step, Outcome outcome, String chinese, String english) {
        this.step = step;
        this.outcome = outcome;
        this.chinese = chinese;
        this.english = english;
    }

    Finding about(Object... about) {
        return new Finding(
                step,
                outcome,
                name().replace('_', '-'),
                String.format(Locale.ROOT, chinese, about),
                String.format(Locale.ROOT, english, about));
    }
}
