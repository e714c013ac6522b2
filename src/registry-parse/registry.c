/* A registry: all that one run reads, and what it makes of it. */
#include "registry.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tarball.h"
#include "tree.h"
#include "vrp.h"

static bool
wants_vrps(const struct registry *reg)
{
	return want_class(&reg->want, "vrp");
}

bool
registry_wants_rules(const struct registry *reg)
{
	return !reg->keep && (wants_vrps(reg) ||
	    want_class(&reg->want, "prefix-rule"));
}

bool
registry_use(const struct registry *reg, const char *folder,
    struct object_use *use)
{
	use->class = class_in_folder(folder);
	use->keep = reg->keep && want_class(&reg->want, use->class.name);
	use->print = !reg->keep && want_class(&reg->want, use->class.name);
	use->route = !reg->keep && use->class.routes && wants_vrps(reg);
	return use->keep || use->print || use->route;
}

void
registry_take(struct registry *reg, struct batch *b)
{
	batch_say(b, reg->diag);
	if (b->records.len > 0)
		fwrite(b->records.data, 1, b->records.len, reg->out);
	b->records.len = 0;
	reg->objects += b->objects;
	b->objects = 0;
	route_list_move(&reg->routes, &b->routes);
	stored_list_move(&reg->kept, &b->kept);
}

bool
registry_read(struct registry *reg, const char *path)
{
	struct place place = { path, 0 };
	struct stat st;
	bool ok = false;
	int fd;

	if (strcmp(path, "-") == 0)
		return tarball_read(reg, STDIN_FILENO, path);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0 || fstat(fd, &st) < 0)
		diag_say(reg->diag, DIAG_ERROR, &place, NULL, "open: %s",
		    strerror(errno));
	else if (S_ISDIR(st.st_mode))
		ok = tree_read(reg, fd, path);
	else
		ok = tarball_read(reg, fd, path);
	if (fd >= 0)
		close(fd);
	return ok;
}

bool
registry_finish(struct registry *reg)
{
	if (!registry_wants_rules(reg))
		return true;
	if (reg->rules.nfiles == 0) {
		diag_say(reg->diag, DIAG_WARNING, NULL, NULL, "no %s and no "
		    "%s: no prefix-rule and no vrp records",
		    rule_files[0].name, rule_files[1].name);
		return true;
	}
	if (!rules_finish(&reg->rules, reg->diag))
		return false;
	if (want_class(&reg->want, "prefix-rule"))
		rules_print(reg->out, &reg->rules);
	if (wants_vrps(reg))
		reg->vrps = vrps_print(reg->out, &reg->routes, &reg->rules,
		    reg->diag);
	return true;
}

void
registry_free(struct registry *reg)
{
	want_free(&reg->want);
	rules_free(&reg->rules);
	route_list_free(&reg->routes);
	stored_list_free(&reg->kept);
}
