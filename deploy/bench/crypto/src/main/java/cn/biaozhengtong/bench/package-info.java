/// Speeds beside peers in one run: what `deploy/check S1` and `S2` print.
package cn.biaozhengtong.bench;
