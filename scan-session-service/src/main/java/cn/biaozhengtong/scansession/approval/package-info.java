/// Who may approve a session with which certificate, from the scan to the signatures: what the card
/// shows, what a round signs, what the approval changes. Uses `session`, `certificates`, `qr`,
/// `opening`, `sealing`, `binding`, `membership`, `relyingparty` and `tender`.
@NullMarked
package cn.biaozhengtong.scansession.approval;

import org.jspecify.annotations.NullMarked;
