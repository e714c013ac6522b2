#ifndef REGISTRY_CHECK_POLICY_CHECK_H
#define REGISTRY_CHECK_POLICY_CHECK_H

#include <stdbool.h>

#include "base/buf.h"
#include "registry-check/finding.h"
#include "rpsl/stored-object.h"

/* The classes that the policy is about, in the form of -t. */
#define POLICY_CLASSES "mntner,aut-num,inetnum,inet6num,route,route6"

/*
 * Checks the objects of MNTNER in LIST against the registry's policy, and adds
 * the figures to SUMMARY.  False if the mntner is missing, which has been
 * reported.
 */
bool policy_check(const struct stored_list *list, const char *mntner,
    struct findings *to, struct buf *summary, struct diag *diag);

#endif
