/// The command line of this library: `java -jar crypto-core-cli.jar`.
///
/// Exit codes: 0 done, 1 refused by cryptography, 2 the command was not understood, 3 a file could
/// not be read or written. Errors are one sentence on standard error; passwords come from
/// `BZT_PASSWORD` or a file, never from an argument, which others on the machine could see.
@NullMarked
package cn.biaozhengtong.crypto.cli;

import org.jspecify.annotations.NullMarked;
