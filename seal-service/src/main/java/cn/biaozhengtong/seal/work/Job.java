package cn.biaozhengtong.seal.work;

import cn.biaozhengtong.stamping.Placement;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a worker is asked. Files are names, of what it made or else of what it was given.
///
/// @param <A> what it answers
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "job")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Job.Verify.class, name = "verify"),
    @JsonSubTypes.Type(value = Job.Open.class, name = "open"),
    @JsonSubTypes.Type(value = Job.Draw.class, name = "draw"),
    @JsonSubTypes.Type(value = Job.PreparePdf.class, name = "prepare-pdf"),
    @JsonSubTypes.Type(value = Job.PrepareOfd.class, name = "prepare-ofd"),
    @JsonSubTypes.Type(value = Job.EmbedPdf.class, name = "embed-pdf"),
    @JsonSubTypes.Type(value = Job.EmbedOfd.class, name = "embed-ofd"),
    @JsonSubTypes.Type(value = Job.Send.class, name = "send")
})
public sealed interface Job<A> {
    /// Whether the answer's shape is that of the question.
    Class<A> answers();

    /// What it made comes over the pipe, and is gone there; see [Worker#fetch].
    record Send(String file) implements Job<Void> {
        @Override
        public Class<Void> answers() {
            return Void.class;
        }
    }

    /// @param trust name of a file that holds a [GivenTrust]
    record Verify(String file, String trust) implements Job<VerifiedDocument> {
        @Override
        public Class<VerifiedDocument> answers() {
            return VerifiedDocument.class;
        }
    }

    record Open(String file, DocumentFormat format) implements Job<Answers.Opened> {
        @Override
        public Class<Answers.Opened> answers() {
            return Answers.Opened.class;
        }
    }

    /// A page as PNG. What of it cannot be drawn is seen to be missing: hatched in an OFD.
    ///
    /// @param page from 1
    /// @param width pixels
    record Draw(String file, DocumentFormat format, int page, int width, String picture)
            implements Job<Answers.Drawn> {
        @Override
        public Class<Answers.Drawn> answers() {
            return Answers.Drawn.class;
        }
    }

    /// What the two formats have in common.
    ///
    /// @param seal name of a file with DER of the SESeal
    record Order(String source, String target, String seal, Instant at, List<Where> placements) {
        public Order {
            placements = List.copyOf(placements);
        }
    }

    /// A [Placement] as it is written down: what a kind does not use is 0 or empty.
    record Where(
            Kind type,
            int page,
            double left,
            double top,
            double width,
            double height,
            String keyword,
            int occurrence,
            String name,
            double middle) {
        public enum Kind {
            page,
            keyword,
            field,
            seam
        }

        Placement placement() {
            return switch (type) {
                case page -> new Placement.OnPage(page, left, top, width, height);
                case keyword -> new Placement.AtKeyword(keyword, occurrence);
                case field -> new Placement.InField(name);
                case seam -> new Placement.Seam(middle);
            };
        }
    }

    /// @param name of the field, `bzt-` and a ULID
    /// @param signer as the file says
    record PreparePdf(Order order, String name, String signer, @Nullable Integer certify)
            implements Job<Answers.PreparedFile> {
        @Override
        public Class<Answers.PreparedFile> answers() {
            return Answers.PreparedFile.class;
        }
    }

    record PrepareOfd(Order order) implements Job<Answers.PreparedFile> {
        @Override
        public Class<Answers.PreparedFile> answers() {
            return Answers.PreparedFile.class;
        }
    }

    /// @param cms name of a file
    /// @param evidence name of a file that holds a [GivenEvidence]; null when nothing is added
    record EmbedPdf(
            String file, Answers.PreparedFile prepared, String cms, @Nullable String evidence)
            implements Job<Answers.Embedded> {
        @Override
        public Class<Answers.Embedded> answers() {
            return Answers.Embedded.class;
        }
    }

    /// @param signature name of a file with DER of SES_Signature
    record EmbedOfd(String file, String target, Answers.PreparedFile prepared, String signature)
            implements Job<Answers.Embedded> {
        @Override
        public Class<Answers.Embedded> answers() {
            return Answers.Embedded.class;
        }
    }
}
