package cn.biaozhengtong.scansession.evidence;

import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.evidence.MerklePath;
import cn.biaozhengtong.crypto.session.EvidencePackage;
import cn.biaozhengtong.crypto.session.SessionEvidence;
import cn.biaozhengtong.crypto.session.Stampings;
import cn.biaozhengtong.scansession.certificates.CertificateOffice;
import cn.biaozhengtong.scansession.session.ScanSession;
import cn.biaozhengtong.scansession.session.SessionId;
import cn.biaozhengtong.scansession.session.SessionProblem;
import cn.biaozhengtong.scansession.session.SessionResult;
import cn.biaozhengtong.scansession.session.Sessions;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
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

    /// A stamp that comes later is marked; it is as valid.
    private static final Duration PROMPT = Duration.ofSeconds(2);

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

    /// Stamps what proves a completed session, and keeps it: nothing of it changes afterwards.
    void prove(SessionId id) {
        ScanSession session = sessions.byId(id);
        SessionResult result = result(session);
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put(EvidencePackage.TEXT, text(session, result));
        files.put(EvidencePackage.STATUS, result.status());
        files.put(
                EvidencePackage.CHAIN, certificates.chainPem().getBytes(StandardCharsets.US_ASCII));
        files.put(EvidencePackage.ROOT_LIST, certificates.rootList());
        byte[] token = certificates.timeStamp(MerklePath.alone().root(EvidencePackage.leaf(files)));
        EvidencePackage made = EvidencePackage.of(files, MerklePath.alone(), token);
        try {
            database.sql(
                            "INSERT INTO session_evidence (session_id, package, late, at) VALUES (?, ?, ?, ?)")
                    .params(
                            id.toString(),
                            made.zip(),
                            isLate(session),
                            Timestamp.from(clock.instant()))
                    .update();
        } catch (DuplicateKeyException e) {
            LOG.debug("another replica was faster with {}", id);
        }
    }

    private boolean isLate(ScanSession session) {
        Instant ended = session.endedAt();
        return ended != null && clock.instant().isAfter(ended.plus(PROMPT));
    }

    private byte[] text(ScanSession session, SessionResult result) {
        return new SessionEvidence(
                        result.context(),
                        session.content(),
                        result.encryptionSerials(),
                        result.signatures(),
                        Certificate.parse(result.signingCertificate()),
                        Certificate.parse(result.encryptionCertificate()),
                        sessions.transitions(session.sessionId()).stream()
                                .map(it ->
                                        new SessionEvidence.Transition(
                                                it.version() == null ? 0 : it.version(),
                                                it.state(),
                                                it.actor(),
                                                it.at().toString()))
                                .toList(),
                        Objects.requireNonNullElse(result.stampings(), Stampings.NONE))
                .encoded();
    }

    private SessionResult result(ScanSession session) {
        String stored = session.resultJson();
        if (stored == null) {
            throw SessionProblem.evidence_missing.exception();
        }
        return json.readValue(stored, SessionResult.class);
    }

    /// The package ([EvidencePackage]), once it is stamped.
    public byte[] zip(String clientId, SessionId id) {
        sessions.of(clientId, id);
        return database.sql("SELECT package FROM session_evidence WHERE session_id = ?")
                .param(id.toString())
                .query((row, n) -> row.getBytes(1))
                .optional()
                .orElseThrow(SessionProblem.evidence_missing::exception);
    }
}
