#ifndef APPLY_BOOT_H
#define APPLY_BOOT_H

#include "apply/apply.h"

/*
 * --boot: sets up the tunnels of the confirmed generation on a host that has
 * just started.  It reads no input and queries neither BIRD nor a name server.
 * If a tunnel fails, it continues with the next one.
 */
int boot(const struct job *job);

#endif
