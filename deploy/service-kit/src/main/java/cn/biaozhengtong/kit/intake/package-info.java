/// The one way in for files that people upload: judged by their headers, decoded in a process of
/// their own, kept only as encoded anew. What a decoder does ends that process and nothing else.
///
/// [cn.biaozhengtong.kit.intake.Intake] is what features call. `Inspector` and the two headers read
/// bytes and decode nothing, here and in the worker. `WorkerMain`, `PictureWork` and `PdfWork` run
/// in the worker only.
@NullMarked
package cn.biaozhengtong.kit.intake;

import org.jspecify.annotations.NullMarked;
