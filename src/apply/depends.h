#ifndef APPLY_DEPENDS_H
#define APPLY_DEPENDS_H

#include "apply/apply.h"
#include "apply/secret.h"

/*
 * Decides whether a file of the fragment set SET may depend on PATH, and sets
 * RULE to who may read the file.  PATH must be one that the site file names for
 * that purpose, a file in its psk-dir, or a peer's secret at any depth below
 * /etc/wireguard, /etc/birdfeed or the directory of the site file.  Without
 * this check, a stream could make root read any file.
 */
bool depends_rule(const struct job *job, struct slice set, const char *path,
    enum secret_rule *rule, struct why *why);

#endif
