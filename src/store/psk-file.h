#ifndef BIRDFEED_PSK_FILE_H
#define BIRDFEED_PSK_FILE_H

#include <stdbool.h>

#include "store/db.h"

/*
 * WireGuard's preshared keys.  Each peer with a key has a file DIR/NAME of mode
 * 0600 that holds 44 characters of base64 and a newline; psk_read() reads it.
 */

/* Writes a file with a new random key, unless there is a valid file.  On
 * failure, makes the transaction of DB fail. */
void psk_file_make(struct db *db, const char *dir, const char *name);
/* Removes the files in DIR that no pending or active request with a psk uses,
 * as the transaction of DB sees it. */
void psk_file_sweep(struct db *db, const char *dir);

#endif
