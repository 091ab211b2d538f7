package cn.biaozhengtong.seal.stamping;

import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.crypto.Sm3;
import cn.biaozhengtong.seal.TestDocuments;
import cn.biaozhengtong.seal.document.Document;
import cn.biaozhengtong.seal.document.DocumentFiles;
import cn.biaozhengtong.seal.document.Documents;
import cn.biaozhengtong.seal.work.Answers.PreparedFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.json.JsonMapper;

/// What was shown is what is signed: documents and answers swapped on the way.
class StampingSwapTest extends StampingFlow {
    private static final JsonMapper JSON = new JsonMapper();

    @Autowired private Documents documents;
    @Autowired private DocumentFiles files;

    /// By whoever writes where documents lie: a bit, or a whole other document under the same key.
    @Test
    void P15_pageSwappedAfterThePreview_isRefused_beforeAnythingIsSigned() throws Exception {
        byte[] pdf = TestDocuments.pdf();
        for (byte[] other : List.of(new byte[0], TestDocuments.pdf(80))) {
            String id = platform.uploaded("pdf", pdf);
            String page = "/internal/documents/" + id + "/pages/1?width=";
            assertThat(platform.get(page + 390).status()).isEqualTo(200);
            swap(id, DocumentFiles.ORIGINAL, other);
            assertThat(prepare(session, asked(List.of(wanted(id, pdf)))).problem())
                    .isEqualTo("document-changed");
            assertThat(holdNothing(session).problem()).isEqualTo("stamping-unknown");
            // Nor is anything else seen than what would be signed.
            assertThat(platform.get(page + 800).problem()).isEqualTo("document-changed");
        }
    }

    /// Between the card and the PIN: the signature is over the right one, and gets into no other.
    @Test
    void P15_preparedDocumentSwapped_getsNoSignature() throws Exception {
        byte[] pdf = TestDocuments.pdf();
        for (byte[] other : List.of(new byte[0], TestDocuments.pdf(80))) {
            UUID mine = UUID.randomUUID();
            String id = platform.uploaded("pdf", pdf);
            List<String> signatures = signed(prepare(mine, asked(List.of(wanted(id, pdf)))).json());
            swap(id, prepared(mine), other);
            for (int repeated = 0; repeated < 2; repeated++) {
                Platform.Answer it = complete(mine, signatures);
                assertThat(it.status()).as(Platform.text(it)).isEqualTo(200);
                assertThat(it.json().path("documents").asInt()).isZero();
            }
            // It was signed: whoever has the signature may have the right file too.
            assertThat(uses(mine)).isEqualTo(1);
            assertThat(platform.get("/rp/v1/documents/" + id + "/stamped").problem())
                    .isEqualTo("not-stamped");
        }
    }

    private String prepared(UUID of) {
        return database.sql(
                        "SELECT i.file FROM stamping_item i JOIN stamping s ON s.id = i.stamping_id WHERE s.session_id = ?")
                .param(of.toString())
                .query(String.class)
                .single();
    }

    /// @param content sealed as the document's own is; empty: a bit of what lies there is flipped
    private void swap(String id, String file, byte[] content) throws IOException {
        Document it = documents.findById(UUID.fromString(id)).orElseThrow();
        String at = " WHERE document_id = '" + id + "' AND file = '" + file + "'";
        String key =
                database.sql("SELECT object_key FROM document_piece" + at)
                        .query(String.class)
                        .single();
        if (content.length == 0) {
            byte[] lies = Files.readAllBytes(OBJECTS.resolve(key));
            lies[lies.length / 2] ^= 1;
            Files.write(OBJECTS.resolve(key), lies);
            return;
        }
        database.sql("DELETE FROM document_piece" + at).update();
        files.keep(it, file, Files.write(folder.resolve("other.pdf"), content));
    }

    /// A worker that a document took over says what it likes of what it made.
    @Test
    void P15_answerOfThePreparingWorkerAltered_isRefused() throws Exception {
        byte[] pdf = TestDocuments.pdf();
        String id = platform.uploaded("pdf", pdf);
        assertThat(prepare(session, asked(List.of(wanted(id, pdf)))).status()).isEqualTo(200);
        Document it = documents.findById(UUID.fromString(id)).orElseThrow();
        PreparedFile told = JSON.readValue(stored(session), PreparedFile.class);
        Path made = folder.resolve("made.pdf");
        files.fetch(it, prepared(session), made);
        assertThat(PrepareDocuments.isOf(it, made, told, files)).isTrue();
        String other = Sm3.hex("another document".getBytes(StandardCharsets.UTF_8));
        String digest = told.digest();
        for (PreparedFile lie :
                List.of(
                        lie(told, json -> json.replace(digest, other)),
                        lie(told, json -> json.replaceFirst(digest, other)),
                        lie(told, json -> json.replaceFirst("(\"contentsFrom\":)", "$11")),
                        lie(told, json -> json.replaceFirst("(\"before\":)\\d+", "$11000")),
                        lie(told, json -> json.replaceFirst("(\"length\":)", "$11")))) {
            assertThat(lie).isNotEqualTo(told);
            assertThat(PrepareDocuments.isOf(it, made, lie, files)).as(lie.toString()).isFalse();
        }
        byte[] swapped = Files.readAllBytes(made);
        swapped[swapped.length - 40] ^= 1;
        Files.write(made, swapped);
        assertThat(PrepareDocuments.isOf(it, made, told, files)).isFalse();
    }

    private static PreparedFile lie(PreparedFile told, UnaryOperator<String> how) {
        return JSON.readValue(how.apply(JSON.writeValueAsString(told)), PreparedFile.class);
    }

    private String stored(UUID of) {
        return database.sql(
                        "SELECT i.prepared FROM stamping_item i JOIN stamping s ON s.id = i.stamping_id WHERE s.session_id = ?")
                .param(of.toString())
                .query(String.class)
                .single();
    }
}
