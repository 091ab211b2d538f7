package cn.biaozhengtong.seal.work;

import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.Crl;
import cn.biaozhengtong.stamping.Trust.OcspAnswer;
import cn.biaozhengtong.stamping.pdf.ValidationData;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;

/// [ValidationData] as it is handed to a worker: DER in Base64.
public record GivenEvidence(List<String> certificates, List<String> answers, List<String> lists) {
    public GivenEvidence {
        certificates = List.copyOf(certificates);
        answers = List.copyOf(answers);
        lists = List.copyOf(lists);
    }

    public static GivenEvidence of(ValidationData it) {
        return new GivenEvidence(
                encoded(it.certificates(), Certificate::encoded),
                encoded(it.answers(), OcspAnswer::encoded),
                encoded(it.lists(), Crl::encoded));
    }

    ValidationData data() {
        return new ValidationData(
                decoded(certificates, Certificate::parse),
                decoded(answers, OcspAnswer::of),
                decoded(lists, Crl::parse));
    }

    private static <T> List<String> encoded(List<T> items, Function<T, byte[]> how) {
        return items.stream().map(how).map(Base64.getEncoder()::encodeToString).toList();
    }

    private static <T> List<T> decoded(List<String> items, Function<byte[], T> how) {
        return items.stream().map(Base64.getDecoder()::decode).map(how).toList();
    }
}
