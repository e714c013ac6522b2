#ifndef BIRDFEED_PSK_H
#define BIRDFEED_PSK_H

#include <stdbool.h>

#include "base/why.h"

#define PSK_TEXT 46 /* 44 of base64, a newline and a NUL */

/*
 * Reads the file of a WireGuard preshared key that another user wrote, a store
 * of requests for example.  It must be a regular file and not a link, with one
 * name and mode 0600, it must belong to the owner of its directory, and it
 * must hold a key and a newline and nothing else.  Its directories must
 * satisfy folder_of_another().  False with WHY, which quotes nothing of the
 * file.  The caller wipes TEXT.
 */
bool psk_read(const char *path, char text[static PSK_TEXT], struct why *why);
/* True if DIR has the file NAME and psk_read() reads it. */
bool psk_is_there(const char *dir, const char *name);

#endif
