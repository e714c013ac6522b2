#ifndef BIRDFEED_SERIAL_FILE_H
#define BIRDFEED_SERIAL_FILE_H

#include <stdbool.h>

#include "base/why.h"
#include "store/db.h"

/*
 * Writes the store's serial into the file "serial" beside STORE, by rename,
 * for a program that waits for changes of that file.  Call it after each
 * commit that changed something.  What was written last is never older than
 * a change whose writer came to its end.
 */
bool serial_file_write(struct db *db, const char *store, struct why *why);

#endif
