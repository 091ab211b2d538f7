/// Who a person is: accounts, login, real-name verification (实名认证), devices, messages (消息).
///
/// Owns accounts and identity proofs; publishes `identity.account`. Never issues a token itself
/// (Keycloak does) and never sees a certificate PIN.
@NullMarked
package cn.biaozhengtong.identity;

import org.jspecify.annotations.NullMarked;
