package cn.biaozhengtong.sdk;

import cn.biaozhengtong.crypto.cert.ChainVerifier;
import cn.biaozhengtong.crypto.seal.Seal;
import cn.biaozhengtong.crypto.session.DocumentToSeal;
import cn.biaozhengtong.stamping.PageSize;
import cn.biaozhengtong.stamping.RefusedException;
import cn.biaozhengtong.stamping.ofd.OfdStamping;
import cn.biaozhengtong.stamping.pdf.PdfStamping;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/// Seals documents on the bid tool's own machine (标书工具): nothing of them is uploaded. When the user
/// goes on from the card on his phone, this puts the seal in and states what is to be signed; when
/// he has given his PIN, it fetches the signature and embeds it.
///
/// Needs the artifact `stamping` on the class path. What was prepared is made again to the byte
/// from file and task, so a tool that was ended in between goes on with [#embed].
public final class LocalSeals {
    private static final Duration LOOK = Duration.ofMillis(300);
    private static final int GONE = 404;

    private final ScanClient client;
    private final ServiceCalls calls;
    private final Path folder;
    private final LocalStamper stamper;

    /// @param folder for files under way; its own
    LocalSeals(ScanClient client, ServiceCalls calls, ChainVerifier authority, Path folder) {
        this.client = client;
        this.calls = calls;
        this.folder = folder;
        this.stamper = new LocalStamper(authority, folder);
    }

    /// Tells the service of a PDF or OFD that stays here.
    ///
    /// @throws RefusedException with the reason why it cannot be sealed
    public LocalDocument announce(Path file, String title) throws IOException, RefusedException {
        String format = Documents.format(file);
        String digest = Documents.digest(file);
        List<PageSize> pages =
                format.equals("pdf") ? PdfStamping.pages(file) : OfdStamping.pages(file);
        Map<String, Object> answer =
                calls.post(
                        "/rp/v1/documents/local",
                        Map.of(
                                "title", title,
                                "format", format,
                                "size", Files.size(file),
                                "digest", digest,
                                "pages", pages.size()));
        return new LocalDocument(
                Json.text(answer, "documentId"), title, format, digest, pages.size(), file);
    }

    /// Waits for the session's end, putting the seals in whenever its user goes on from the card.
    ///
    /// @param documents of the session
    /// @throws RefusedException when a seal cannot stand where the session says
    public SessionStatus serve(OpenSession session, List<LocalDocument> documents)
            throws IOException, RefusedException {
        CompletableFuture<SessionStatus> end = client.awaitEndAsync(session);
        String last = "";
        while (true) {
            try {
                return end.get(LOOK.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                Optional<Task> task = task(session);
                if (task.isPresent() && !task.get().id().equals(last)) {
                    answer(session, task.get(), documents);
                    last = task.get().id();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException(e);
            } catch (java.util.concurrent.ExecutionException e) {
                return ScanClient.join(end);
            }
        }
    }

    private void answer(OpenSession session, Task task, List<LocalDocument> documents)
            throws IOException, RefusedException {
        List<Map<String, ?>> made = new ArrayList<>();
        for (Item it : task.documents()) {
            LocalDocument document = of(documents, it.document());
            LocalStamper.Prepared prepared = stamper.prepared(wish(session, task, it, document));
            made.add(Map.of("digest", prepared.digest(), "property", prepared.property()));
            Files.deleteIfExists(prepared.file());
        }
        try {
            calls.put(
                    "/rp/v1/preparations/" + session.id() + "/" + task.id(),
                    Map.of("documents", made));
        } catch (ScanException e) {
            // It was asked anew meanwhile.
            if (e.status() != GONE) {
                throw e;
            }
        }
    }

    private static LocalDocument of(List<LocalDocument> all, String id) {
        return all.stream()
                .filter(it -> it.id().equals(id))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("a document of the session: " + id));
    }

    /// Fetches the signature of a completed session, embeds it, and verifies the file.
    ///
    /// @param target written at once or not at all
    /// @throws ScanException 409 while the signature is not there
    public void embed(OpenSession session, LocalDocument document, Path target)
            throws IOException, RefusedException {
        byte[] value = calls.download("/rp/v1/documents/" + document.id() + "/signature");
        Task task = task(session).orElseThrow(() -> new IllegalStateException("no task"));
        Item item =
                task.documents().stream()
                        .filter(it -> it.document().equals(document.id()))
                        .findFirst()
                        .orElseThrow();
        LocalStamper.Prepared prepared = stamper.prepared(wish(session, task, item, document));
        Path done = folder.resolve(document.id() + ".done");
        prepared.embed().into(done, value);
        stamper.mustVerify(document, done);
        Files.move(done, target, StandardCopyOption.REPLACE_EXISTING);
    }

    /// Takes a seal back (撤章), as [Documents#withdraw] does: go on with the file as it was.
    public void withdraw(LocalDocument document, String reason) {
        calls.post("/rp/v1/documents/" + document.id() + "/withdrawal", Map.of("reason", reason));
    }

    /// What the service asks for, once the user goes on from the card.
    private record Task(
            String id, Instant at, String signer, Map<String, Seal> seals, List<Item> documents) {}

    private record Item(String document, String esId, String field) {}

    private Optional<Task> task(OpenSession session) {
        Map<String, Object> it;
        try {
            it = calls.get("/rp/v1/preparations/" + session.id());
        } catch (ScanException e) {
            if (e.status() == GONE) {
                return Optional.empty();
            }
            throw e;
        }
        Map<String, Seal> seals = new LinkedHashMap<>();
        Json.list(it, "seals").stream()
                .map(Json::object)
                .forEach(one ->
                        seals.put(
                                Json.text(one, "esId"),
                                Seal.parse(Base64.getDecoder().decode(Json.text(one, "seal")))));
        List<Item> documents =
                Json.list(it, "documents").stream()
                        .map(Json::object)
                        .map(one ->
                                new Item(
                                        Json.text(one, "documentId"),
                                        Json.text(one, "esId"),
                                        Json.text(one, "field")))
                        .collect(Collectors.toList());
        return Optional.of(
                new Task(
                        Json.text(it, "preparationId"),
                        Instant.parse(Json.text(it, "at")),
                        Json.text(it, "signer"),
                        seals,
                        documents));
    }

    private static LocalStamper.Wish wish(
            OpenSession session, Task task, Item item, LocalDocument document) {
        DocumentToSeal shown =
                session.content().documents().stream()
                        .filter(it -> it.id().equals(DocumentToSeal.LOCAL + document.id()))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("not of this session"));
        Seal seal = Optional.ofNullable(task.seals().get(item.esId())).orElseThrow();
        return new LocalStamper.Wish(document, shown, seal, item.field(), task.signer(), task.at());
    }
}
