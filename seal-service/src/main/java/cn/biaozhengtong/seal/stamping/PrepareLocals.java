package cn.biaozhengtong.seal.stamping;

import cn.biaozhengtong.crypto.Sm3;
import cn.biaozhengtong.seal.local.AskTool;
import cn.biaozhengtong.seal.work.Answers.OfdPlace;
import cn.biaozhengtong.seal.work.Answers.PreparedFile;
import cn.biaozhengtong.seal.work.DocumentFormat;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;

/// Has the bid tool put the seals of one session into documents that stay with it.
@Component
class PrepareLocals {
    private final AskTool tool;

    PrepareLocals(AskTool tool) {
        this.tool = tool;
    }

    /// @throws cn.biaozhengtong.kit.problem.ProblemException when the tool has not answered yet
    List<StampingItems.Item> prepare(UUID session, Asked asked, List<PrepareDocuments.Wanted> all) {
        List<AskTool.Wanted> documents =
                all.stream()
                        .map(it ->
                                new AskTool.Wanted(
                                        it.item().document(),
                                        it.document().format(),
                                        it.seal().esId()))
                        .toList();
        String used = documents.stream().map(AskTool.Wanted::esId).collect(Collectors.joining(" "));
        byte[] wish = (asked.timelessHash() + " " + used).getBytes(StandardCharsets.US_ASCII);
        List<AskTool.Answered> answers =
                tool.prepared(
                        new AskTool.Wish(
                                session,
                                asked.client(),
                                Sm3.hex(wish),
                                asked.at(),
                                all.getFirst().seal().seal().owner().name(),
                                documents));
        return IntStream.range(0, all.size())
                .mapToObj(i -> item(all.get(i), answers.get(i), asked))
                .toList();
    }

    private static StampingItems.Item item(
            PrepareDocuments.Wanted it, AskTool.Answered answered, Asked asked) {
        boolean ofd = it.document().format() == DocumentFormat.ofd;
        PreparedFile prepared =
                new PreparedFile(
                        answered.prepared().digest(),
                        answered.prepared().property(),
                        answered.field(),
                        List.of(),
                        List.of(),
                        null,
                        ofd ? new OfdPlace("", asked.at()) : null);
        return new StampingItems.Item(
                it.position(),
                it.item().document(),
                it.item().kind(),
                it.seal().esId(),
                prepared,
                "",
                Optional.empty(),
                false);
    }
}
