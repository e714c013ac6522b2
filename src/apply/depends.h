#ifndef APPLY_DEPENDS_H
#define APPLY_DEPENDS_H

#include "apply/apply.h"
#include "apply/secret.h"

/*
 * May a file of the fragment set SET depend on PATH, and who may read what
 * is there?  PATH has to be one that the site file names for that purpose,
 * or a peer's secret: then it lies in /etc/wireguard, in /etc/birdfeed, or
 * in the site file's own directory, at any depth.  For root could be made to
 * read any file otherwise.
 */
bool depends_rule(const struct job *job, struct slice set, const char *path,
    enum secret_rule *rule, struct why *why);

#endif
