/// Files that lie outside the database: in a bucket, or on one machine in a folder.
@NullMarked
package cn.biaozhengtong.kit.objects;

import org.jspecify.annotations.NullMarked;
