package cn.biaozhengtong.seal.use;

import cn.biaozhengtong.seal.member.SealRights;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The administrator sees what his enterprise's seals were used for, and hands it to an authority.
@Component
public class ListUses {
    static final int PAGE = 100;
    private static final int AT_ONCE = 1000;

    /// So that spreadsheets read it as UTF-8.
    private static final String MARK = "\uFEFF";

    private static final String NOT_YET = "尚未";

    private static final String HEAD =
            "序号,时间,印章编号,文件名称,页数,文件摘要(SM3),平台,会话,经办账号,证书序列号,签名摘要(SM3),撤回,撤回时间,撤回原因,"
                    + "用印日志序号,用印记录摘要(SM3),用印记录,撤回日志序号,撤回记录摘要(SM3),撤回记录\r\n";

    private final SealUses uses;
    private final SealRights rights;

    ListUses(SealUses uses, SealRights rights) {
        this.uses = uses;
        this.rights = rights;
    }

    /// The newest first, a hundred.
    ///
    /// @param before the last id of the page before
    public List<SealUse> list(UUID account, UUID enterprise, long before) {
        rights.mustAdminister(account, enterprise);
        return uses.of(enterprise, before, PAGE);
    }

    /// All, as CSV (RFC 4180, UTF-8).
    public void export(UUID account, UUID enterprise, Appendable out) {
        rights.mustAdminister(account, enterprise);
        try {
            out.append(MARK).append(HEAD);
            long before = Long.MAX_VALUE;
            long count = 0;
            List<SealUse> some = uses.of(enterprise, before, AT_ONCE);
            while (!some.isEmpty()) {
                for (SealUse it : some) {
                    out.append(line(it));
                }
                count += some.size();
                before = some.getLast().id();
                some = uses.of(enterprise, before, AT_ONCE);
            }
            // A list that was cut off on its way is seen to be.
            out.append("\"合计\",\"" + count + "\"\r\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String line(SealUse it) {
        SealUse.Withdrawal back = it.withdrawn();
        Stream<Object> facts =
                Stream.of(
                        it.id(),
                        it.at(),
                        it.esId(),
                        it.title(),
                        it.pages(),
                        it.documentDigest(),
                        it.platform(),
                        it.sessionId(),
                        it.accountId(),
                        it.certificateSerial(),
                        it.signatureDigest(),
                        back == null ? "" : back.by(),
                        back == null ? "" : back.at(),
                        back == null ? "" : back.reason());
        return Stream.of(facts, logged(it.logged()), logged(back == null ? null : back.logged()))
                        .flatMap(some -> some)
                        .map(Object::toString)
                        .map(ListUses::cell)
                        .collect(Collectors.joining(","))
                + "\r\n";
    }

    /// Whoever has these proves, to anybody and without us, that the log has the record.
    private static Stream<Object> logged(@Nullable Logged it) {
        if (it == null) {
            return Stream.of("", "", "");
        }
        Long index = it.index();
        return Stream.of(index == null ? NOT_YET : index, it.digest(), it.record());
    }

    /// Spreadsheets calculate what begins like a formula: a platform chooses titles.
    private static String cell(String it) {
        boolean formula = it.strip().matches("(?s)[=+\\-@＝＋－＠].*");
        return '"' + (formula ? "'" : "") + it.replace("\"", "\"\"") + '"';
    }
}
