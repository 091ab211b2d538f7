package cn.biaozhengtong.stamping.ofd;

import cn.biaozhengtong.stamping.report.Finding;
import cn.biaozhengtong.stamping.report.Outcome;
import cn.biaozhengtong.stamping.report.Step;

/// All that a report on an OFD can say. A name, with hyphens, is the finding's permanent code.
enum Sentence {
    seal_signature_read(
            Step.format,
            Outcome.good,
            "签名值为电子印章签名，格式正确",
            "The value is a signature with a seal, well-formed."),
    signature_file_malformed(
            Step.format,
            Outcome.bad,
            "签名描述文件缺失、格式错误或有歧义",
            "Signature.xml is absent, malformed or ambiguous."),
    signature_value_absent(Step.format, Outcome.bad, "签名值文件缺失", "SignedValue.dat is absent."),
    signature_value_malformed(Step.format, Outcome.bad, "签名值格式错误", "SignedValue.dat is malformed."),
    seal_version_unknown(
            Step.format,
            Outcome.unknown,
            "电子印章签名的版本未知，无法验证",
            "The seal's signature is of an unknown version; it cannot be judged."),
    key_unknown(
            Step.format,
            Outcome.unknown,
            "制章人或签章人证书的密钥类型未知，无法验证",
            "A certificate's key is of a kind not known here; it cannot be judged."),
    message_not_judged(
            Step.format,
            Outcome.unknown,
            "签名值为数字信封消息格式，本系统不验证此格式",
            "The value is a signed message (GB/T 35275), a form not judged here."),
    bare_signature(
            Step.format,
            Outcome.good,
            "签名值为不带印章的 SM2 数字签名",
            "The value is a bare SM2 signature, without a seal."),
    seal_absent(
            Step.format,
            Outcome.bad,
            "列为电子签章，但签名值中没有印章",
            "It is listed as a seal, but the value has none."),
    seal_file_differs(
            Step.format,
            Outcome.bad,
            "印章文件与签名值中的印章不一致",
            "Seal.esl is not the seal in the signature."),
    property_differs(
            Step.format,
            Outcome.bad,
            "签名值指向的签名描述文件不是本文件",
            "The signature names another description than this one."),
    stamp_page_absent(
            Step.format,
            Outcome.bad,
            "印章外观指向不存在的页",
            "The seal is to be seen on a page that is absent."),
    stamp_outside_page(
            Step.format,
            Outcome.bad,
            "印章外观不在页面可见区域内",
            "The seal stands outside of what is seen of its page."),
    stamp_cut(
            Step.format,
            Outcome.unknown,
            "印章外观超出页面可见区域",
            "A part of the seal stands outside of its page."),
    stamp_size_differs(
            Step.format,
            Outcome.unknown,
            "印章外观尺寸与印章实际尺寸不符",
            "The seal is not shown at its real size."),
    stamp_absent(Step.format, Outcome.unknown, "印章没有可见外观", "The seal is nowhere to be seen."),
    stamp_clips_incomplete(
            Step.format,
            Outcome.unknown,
            "骑缝章各部分不能拼成一枚完整印章",
            "The slices do not make one whole seal."),
    signature_intact(Step.signature, Outcome.good, "签名值与签章人证书相符", "The signature is the signer's."),
    signature_intact_misnamed(
            Step.signature,
            Outcome.good,
            "签名值与签章人证书相符（签名算法标识有误，常见于其他厂商）",
            "The signature is the signer's (its algorithm is misnamed, as some makers do)."),
    signature_algorithm_unknown(
            Step.signature,
            Outcome.unknown,
            "签名算法未知，无法验证",
            "The signature's algorithm is not known; it cannot be judged."),
    signature_broken(
            Step.signature, Outcome.bad, "签名值与签章人证书不符", "The signature is not the signer's."),
    signer_not_named(
            Step.signature,
            Outcome.unknown,
            "签名中没有签名人证书，无法验证",
            "No certificate of a signer is there; the signature cannot be judged."),
    signer_in_seal(
            Step.signer_in_seal, Outcome.good, "签章人在印章的使用人名单中", "The signer may use the seal."),
    signer_not_in_seal(
            Step.signer_in_seal,
            Outcome.bad,
            "签章人不在印章的使用人名单中",
            "The signer is none of those who may use the seal."),
    no_seal(Step.signer_in_seal, Outcome.absent, "没有印章", "There is no seal."),
    seal_intact(
            Step.seal_signature,
            Outcome.good,
            "印章由制章人签名，未被改动",
            "The seal is as its maker signed it."),
    seal_intact_misnamed(
            Step.seal_signature,
            Outcome.good,
            "印章由制章人签名，未被改动（签名算法标识有误，常见于其他厂商）",
            "The seal is as its maker signed it (its algorithm is misnamed, as some makers do)."),
    seal_algorithm_unknown(
            Step.seal_signature,
            Outcome.unknown,
            "印章的签名算法未知，无法验证",
            "The algorithm of the seal's signature is not known; it cannot be judged."),
    seal_broken(
            Step.seal_signature,
            Outcome.bad,
            "印章的制章人签名无效",
            "The maker's signature of the seal is broken."),
    maker_known(Step.maker_chain, Outcome.good, "制章人可信", "The seal's maker is trusted."),
    maker_not_known(
            Step.maker_chain, Outcome.unknown, "制章人不在受信名单中", "The seal's maker is not known."),
    maker_status_unknown(
            Step.maker_chain,
            Outcome.unknown,
            "制章人证书吊销状态未知",
            "Whether the maker's certificate was revoked is not known."),
    maker_wrong_purpose(
            Step.maker_chain,
            Outcome.bad,
            "制章人证书不能用于制作印章",
            "The maker's certificate is not for making seals."),
    maker_chain_broken(
            Step.maker_chain,
            Outcome.bad,
            "制章人证书的颁发者签名无效",
            "The maker's certificate is not what its authority signed."),
    maker_not_in_force(
            Step.maker_chain,
            Outcome.bad,
            "制章时制章人证书不在有效期内",
            "The maker's certificate was not in force when he made the seal."),
    maker_revoked(
            Step.maker_chain,
            Outcome.bad,
            "制章时制章人证书已被吊销",
            "The maker's certificate was revoked when he made the seal."),
    seal_in_force(
            Step.seal_in_force,
            Outcome.good,
            "签章时印章在有效期内",
            "The seal was in force when it was used."),
    seal_not_in_force(
            Step.seal_in_force,
            Outcome.bad,
            "签章时印章不在有效期内",
            "The seal was not in force when it was used."),
    signer_known(
            Step.signer_chain,
            Outcome.good,
            "签章人证书可信，签章时有效",
            "The signer's certificate is trusted and was in force."),
    signer_not_known(
            Step.signer_chain,
            Outcome.unknown,
            "签章人证书的颁发机构不在受信名单中",
            "The authority of the signer's certificate is not known."),
    signer_chain_broken(
            Step.signer_chain,
            Outcome.bad,
            "签章人证书的颁发者签名无效",
            "The signer's certificate is not what its authority signed."),
    signer_not_in_force(
            Step.signer_chain,
            Outcome.bad,
            "签章时签章人证书不在有效期内",
            "The signer's certificate was not in force when he signed."),
    signer_wrong_purpose(
            Step.signer_chain,
            Outcome.bad,
            "签章人证书不能用于签名",
            "The signer's certificate is not for signing."),
    not_revoked(
            Step.revocation,
            Outcome.good,
            "签章时证书未被吊销",
            "The certificate was not revoked when he signed."),
    revoked(
            Step.revocation,
            Outcome.bad,
            "签章时证书已被吊销",
            "The certificate was revoked when he signed."),
    revocation_not_known(
            Step.revocation,
            Outcome.unknown,
            "证书吊销状态未知",
            "Whether the certificate was revoked is not known."),
    time_proven(Step.time_stamp, Outcome.good, "签章时间由时间戳证明", "A time stamp proves when."),
    time_claimed(
            Step.time_stamp,
            Outcome.unknown,
            "签章时间为签章人自述，无时间戳",
            "The time is the signer's claim; there is no time stamp."),
    time_stamp_not_known(
            Step.time_stamp,
            Outcome.unknown,
            "时间戳颁发机构不在受信名单中",
            "The time stamp's authority is not known."),
    time_stamp_digest_unknown(
            Step.time_stamp,
            Outcome.unknown,
            "时间戳的摘要算法未知，无法验证",
            "The time stamp's digest is of a method not known here."),
    time_stamp_broken(Step.time_stamp, Outcome.bad, "时间戳无效", "The time stamp is broken."),
    times_differ(
            Step.time_stamp,
            Outcome.unknown,
            "签名描述中的时间与签名值中的时间不一致",
            "Signature.xml tells another time than the signature."),
    description_intact(
            Step.digest, Outcome.good, "签名描述文件未被改动", "Signature.xml is what was signed."),
    description_intact_with_z(
            Step.digest,
            Outcome.good,
            "签名描述文件未被改动（摘要含 Z 值，非标准做法）",
            "Signature.xml is what was signed (its digest has Z before it, which the standard does"
                    + " not say)."),
    description_changed(
            Step.digest, Outcome.bad, "签名描述文件已被改动", "Signature.xml is not what was signed."),
    files_intact(Step.digest, Outcome.good, "受保护的文件均未被改动", "All protected files are as they were."),
    file_changed(Step.digest, Outcome.bad, "受保护的文件已被改动", "A protected file was changed"),
    file_absent(Step.digest, Outcome.bad, "受保护的文件缺失", "A protected file is absent"),
    nothing_protected(Step.digest, Outcome.bad, "签名没有保护任何文件", "The signature protects no file."),
    check_method_unknown(
            Step.digest, Outcome.unknown, "摘要算法未知", "The digests' method is not known."),
    check_method_weak(
            Step.digest,
            Outcome.unknown,
            "摘要算法不安全或不受支持",
            "The digests' method is weak and not judged."),
    covers_all(Step.coverage, Outcome.good, "签名保护了全部文件", "The signature covers all files."),
    page_not_covered(
            Step.coverage,
            Outcome.bad,
            "页面或文档结构不在签名保护范围内",
            "Pages or the document's structure are not covered"),
    files_not_covered(Step.coverage, Outcome.unknown, "部分文件不在签名保护范围内", "Files are not covered"),
    list_as_signed(
            Step.later_changes,
            Outcome.good,
            "签名列表已锁定且未变化",
            "The list of signatures is locked and unchanged."),
    list_open(
            Step.later_changes,
            Outcome.good,
            "其后可以增加签章，内容不能改变",
            "Seals may be added later, content may not be changed."),
    list_changed(
            Step.later_changes,
            Outcome.unknown,
            "内容未变，但签名列表在其后有变化",
            "The content is unchanged; the list of signatures was changed afterwards."),
    signature_hidden(
            Step.later_changes,
            Outcome.bad,
            "文件中有未列入签名列表的签名",
            "A signature lies in the file that no list names"),
    signature_twice(Step.format, Outcome.bad, "签名列表中同一签名出现两次", "A signature is listed twice."),
    list_malformed(
            Step.format,
            Outcome.bad,
            "签名列表缺失或格式错误",
            "The list of signatures is absent or malformed."),
    several_documents(
            Step.format, Outcome.unknown, "文件内含多个文档", "The file holds several documents."),
    versions(
            Step.format,
            Outcome.unknown,
            "文件含有其他版本，不同软件可能显示不同内容",
            "The file holds other versions; another program may show them."),
    integrity_protection(
            Step.format,
            Outcome.absent,
            "文件带有完整性保护（GM/T 0099），不是电子签章，此处不验证",
            "The file has integrity protection (GM/T 0099); that is no seal, and not judged here.");

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

    String code() {
        return name().replace('_', '-');
    }

    Finding found() {
        return new Finding(step, outcome, code(), chinese, english);
    }

    /// @param about what it is about, in both languages
    Finding found(String about) {
        String plain = about.replaceAll("\\p{Cntrl}", "?");
        return new Finding(step, outcome, code(), chinese + "：" + plain, english + ": " + plain);
    }
}
