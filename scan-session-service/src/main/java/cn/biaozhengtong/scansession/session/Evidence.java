package cn.biaozhengtong.scansession.session;

import cn.biaozhengtong.crypto.Sm3;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.session.SessionEvidence;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// What proves a completed session to others, years later: what was shown, the signatures over it,
/// the certificates, and that they were good at a stamped time.
@Component
public class Evidence {
    private static final Logger LOG = LoggerFactory.getLogger(Evidence.class);

    private final Sessions sessions;
    private final CertificateOffice certificates;
    private final JdbcClient database;
    private final JsonMapper json;
    private final Clock clock;

    Evidence(
            Sessions sessions,
            CertificateOffice certificates,
            JdbcClient database,
            JsonMapper json,
            Clock clock) {
        this.sessions = sessions;
        this.certificates = certificates;
        this.database = database;
        this.json = json;
        this.clock = clock;
    }

    /// Fetches the proofs of a completed session and keeps them.
    void prove(UUID id) {
        ScanSession session = sessions.byId(id);
        SessionResult result = result(session);
        CertificateOffice.Proofs proofs =
                certificates.prove(result.signingCertificate(), digest(session));
        try {
            database.sql(
                            "INSERT INTO session_evidence (session_id, ocsp, time_stamp, chain_pem, at) VALUES (?, ?, ?, ?, ?)")
                    .params(
                            id.toString(),
                            proofs.ocsp(),
                            proofs.timeStamp(),
                            proofs.chainPem(),
                            Timestamp.from(clock.instant()))
                    .update();
        } catch (DuplicateKeyException e) {
            LOG.debug("another replica was faster with {}", id);
        }
    }

    /// What is stamped: `SM3` of the session's document.
    private byte[] digest(ScanSession session) {
        return Sm3.digest(document(session));
    }

    private byte[] document(ScanSession session) {
        SessionResult result = result(session);
        return new SessionEvidence(
                        result.context(),
                        session.content(),
                        result.encryptionSerials(),
                        result.signatures(),
                        Certificate.parse(result.signingCertificate()))
                .encoded();
    }

    private SessionResult result(ScanSession session) {
        String stored = session.resultJson();
        if (stored == null) {
            throw SessionProblem.evidence_missing.exception();
        }
        return json.readValue(stored, SessionResult.class);
    }

    /// The package: `session.txt` ([SessionEvidence]), `ocsp.der`, `timestamp.der` (the token),
    /// `chain.pem`, `transitions.json`.
    public byte[] zip(String clientId, UUID id) {
        ScanSession session = sessions.of(clientId, id);
        byte[] document = document(session);
        return database.sql(
                        "SELECT ocsp, time_stamp, chain_pem FROM session_evidence WHERE session_id = ?")
                .param(id.toString())
                .query((row, n) -> {
                    Map<String, byte[]> files = new LinkedHashMap<>();
                    files.put("session.txt", document);
                    files.put("ocsp.der", row.getBytes(1));
                    files.put("timestamp.der", row.getBytes(2));
                    files.put("chain.pem", row.getString(3).getBytes(StandardCharsets.US_ASCII));
                    files.put("transitions.json", json.writeValueAsBytes(sessions.transitions(id)));
                    return zip(files);
                })
                .optional()
                .orElseThrow(SessionProblem.evidence_missing::exception);
    }

    private static byte[] zip(Map<String, byte[]> files) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
