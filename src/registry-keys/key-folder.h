#ifndef REGISTRY_KEYS_KEY_FOLDER_H
#define REGISTRY_KEYS_KEY_FOLDER_H

#include <stdbool.h>

#include "base/diag.h"
#include "registry-keys/key-format.h"

/*
 * Makes PATH a directory with one authorized_keys file for each name that a
 * maintainer may sign in by, for "AuthorizedKeysFile PATH/%u".  It replaces
 * the whole directory in one step.  False, reported: PATH is as it was.
 */
bool key_folder_replace(const char *path, const struct keyring *ring,
    const struct key_settings *settings, struct diag *diag);

#endif
