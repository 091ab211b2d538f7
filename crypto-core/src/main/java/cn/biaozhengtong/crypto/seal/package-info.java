/// Electronic seals and signatures with them: structures (GB/T 38540-2020; GM/T 0031-2014 for
/// reading), verification that ends at the first fault ([SealSignature]) or tells every step
/// ([SealVerification]), and pictures: drawn by the rules ([SealArtist]), from strokes
/// ([SignatureStrokes]), from a photograph ([SealPictures]).
@NullMarked
package cn.biaozhengtong.crypto.seal;

import org.jspecify.annotations.NullMarked;
