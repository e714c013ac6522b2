#ifndef REGISTRY_CHECK_POLICY_CHECK_H
#define REGISTRY_CHECK_POLICY_CHECK_H

#include <stdbool.h>

#include "base/buf.h"
#include "registry-check/finding.h"
#include "rpsl/stored-object.h"

/* The classes that the policy is about, as -t has them. */
#define POLICY_CLASSES "mntner,aut-num,inetnum,inet6num,route,route6"

/*
 * Judges by the registry's policy what MNTNER holds in LIST, and puts the
 * figures into SUMMARY.  False when there is no such mntner, which has been
 * reported.
 */
bool policy_check(const struct stored_list *list, const char *mntner,
    struct findings *to, struct buf *summary, struct diag *diag);

#endif
