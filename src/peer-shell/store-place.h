#ifndef PEER_SHELL_STORE_PLACE_H
#define PEER_SHELL_STORE_PLACE_H

#include <stdbool.h>

#include "base/buf.h"
#include "peer-shell/shell.h"

/* Appends the path of the directory NAME beside the store, and makes it where
 * it is missing. */
void store_place(const struct shell *s, const char *name, struct buf *path);
/*
 * The caller's turn: one at a time for each source, a network of /64 being
 * one.  Sources share 256 files, so that nobody fills the disk with them.  A
 * descriptor that close(2) gives up, or -1: another is at work.
 */
int store_place_turn(const struct shell *s);

#endif
