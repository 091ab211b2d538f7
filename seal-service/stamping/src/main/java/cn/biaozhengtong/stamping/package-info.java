/// Prepares, embeds and verifies seals in PDF and OFD, on the server and in a bid tool alike. It
/// signs nothing: it says what is to be signed and takes the signature; it fetches nothing that a
/// document names.
@NullMarked
package cn.biaozhengtong.stamping;

import org.jspecify.annotations.NullMarked;
