package cn.biaozhengtong.scansession.session;

/// Within the transaction of every change of a session, for the rooms that have something to do
/// beside it: what they write is committed with the change or not at all.
///
/// @param session as it is now
/// @param state of it, as of now
public record SessionChange(ScanSession session, SessionState state) {}
