package cn.biaozhengtong.caorder.ordering;

/// Port to where uploaded files lie, outside the database.
public interface ObjectStore {
    /// Stores durably before it returns; a key is written once.
    void put(String key, byte[] content);

    byte[] get(String key);
}
