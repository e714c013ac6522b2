#ifndef BIRDFEED_PSK_FILE_H
#define BIRDFEED_PSK_FILE_H

#include <stdbool.h>

#include "store/db.h"

#define PSK_FILE_TEXT 46	/* 44 of base64, a newline and a NUL */

/*
 * Preshared keys of WireGuard: a file DIR/NAME for each peer that has one,
 * 0600, 44 characters of base64 and a newline.
 */

/* Makes the file, with a new random key, unless there is a good one; the
 * transaction of DB fails when it cannot. */
void psk_file_make(struct db *db, const char *dir, const char *name);
/* Removes the files of DIR whose name no pending or active request with a
 * psk has, as the transaction sees it. */
void psk_file_sweep(struct db *db, const char *dir);
/*
 * Reads the key: the file must be regular, with one name, 0600, owned by
 * this process's user, and hold a key alone.  Wipe TEXT after use.
 */
bool psk_file_read(const char *dir, const char *name,
    char text[static PSK_FILE_TEXT], struct why *why);

#endif
