/// Bid envelopes (deploy/docs/bid-envelope.md): a file encrypted to several recipients for one lot
/// of one tender, in segments that are read and written in parallel with constant memory.
///
/// Begin at [cn.biaozhengtong.crypto.envelope.EnvelopeWriter] and
/// [cn.biaozhengtong.crypto.envelope.EnvelopeReader].
@NullMarked
package cn.biaozhengtong.crypto.envelope;

import org.jspecify.annotations.NullMarked;
