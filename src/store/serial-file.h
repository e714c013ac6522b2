#ifndef BIRDFEED_SERIAL_FILE_H
#define BIRDFEED_SERIAL_FILE_H

#include <stdbool.h>

#include "base/why.h"
#include "store/db.h"

/*
 * Writes the store's serial into the file "serial" in STORE's directory, for
 * programs that watch this file.  Replaces the file by a rename.  Call it
 * after each commit of a change.  When the call of the last writer has
 * returned, the file has the latest serial.
 */
bool serial_file_write(struct db *db, const char *store, struct why *why);

#endif
