package dev.footnote.audit;

/**
 * Says that an entry was appended by the service and not by somebody who can only write to the
 * database.
 */
public interface EntryMac {

  /** 32 bytes that nobody without the service's key can make for this entry. */
  byte[] of(int tenantId, EntryKey key, byte[] sha256);
}
