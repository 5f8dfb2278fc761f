#include "fetch/base/config.h"

#include "fetch/base/ini.h"
#include "fetch/base/nearest.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const struct {
	const char *name, *fallback;
} keys[CONFIG_KEYS] = {
    [CONFIG_CONTACT] = {"contact", ""},
    [CONFIG_PROXY] = {"proxy", ""},
    [CONFIG_CA_FILE] = {"ca_file", ""},
    [CONFIG_IP] = {"ip", "auto"},
    [CONFIG_TZ] = {"tz", "UTC"},
    [CONFIG_RETAIN_ARCHIVE] = {"retain.archive", "400d"},
    [CONFIG_RETAIN_ARCHIVE_MAX] = {"retain.archive_max", ""},
    [CONFIG_RETAIN_TEXT] = {"retain.text", ""},
    [CONFIG_FREE_MIN] = {"free_min", "2G"},
};

const char *config_name(enum config_key k)
{
	return keys[k].name;
}

const char *config_get(const struct config *c, enum config_key k)
{
	return c->value[k] ? c->value[k] : keys[k].fallback;
}

static int unknown(const char *name, struct err *e)
{
	struct nearest near;
	struct buf hint;

	buf_init(&hint, 1024);
	nearest_begin(&near, str_of(name));
	for (int k = 0; k < CONFIG_KEYS; k++)
		nearest_offer(&near, str_of(keys[k].name));
	nearest_write(&near, &hint);
	(void)err_set(
	    e, EXIT_CONFIG, "unknown key '%s'%s", name, buf_text(&hint));
	buf_release(&hint);
	return -1;
}

static int take(void *user, struct str section, struct str key,
    struct str value, struct err *e)
{
	struct config *c = user;
	char name[64];

	if (!key.p)
		return 0;
	/* [retain] archive = … is retain.archive */
	size_t n = section.n ? section.n + 1 : 0;

	if (n + key.n >= sizeof name)
		return err_set(e, EXIT_CONFIG, "unknown key");
	if (n) {
		memcpy(name, section.p, section.n);
		name[section.n] = '.';
	}
	memcpy(name + n, key.p, key.n);
	name[n + key.n] = '\0';
	for (int k = 0; k < CONFIG_KEYS; k++)
		if (strcmp(keys[k].name, name) == 0) {
			free(c->value[k]);
			c->value[k] = mem_text(value);
			return 0;
		}
	return unknown(name, e);
}

static bool user_dir(struct buf *to)
{
	const char *xdg = getenv("XDG_CONFIG_HOME");
	const char *home = getenv("HOME");

	buf_clear(to);
	if (xdg && *xdg == '/')
		buf_puts(to, xdg);
	else if (home && *home)
		buf_printf(to, "%s/.config", home);
	else
		return false;
	buf_puts(to, "/jevons");
	return true;
}

static char *find(const char *given)
{
	const char *env = getenv("JEVONS_CONFIG");
	char *found = NULL;
	struct buf path;

	if (given)
		return mem_text(str_of(given));
	if (env && *env)
		return mem_text(str_of(env));
	buf_init(&path, 8192);
	if (user_dir(&path)) {
		buf_puts(&path, "/jevons.ini");
		if (access(buf_text(&path), R_OK) == 0)
			found = mem_text(buf_view(&path));
	}
	if (!found && access("/etc/jevons/jevons.ini", R_OK) == 0)
		found = mem_text(STR("/etc/jevons/jevons.ini"));
	buf_release(&path);
	return found;
}

int config_load(struct config *c, const char *given, struct err *e)
{
	*c = (struct config){0};
	c->path = find(given);
	if (c->path && ini_read_file(c->path, take, c, e) != 0)
		return -1;
	const char *ip = config_get(c, CONFIG_IP);

	if (strcmp(ip, "auto") != 0 && strcmp(ip, "4") != 0 &&
	    strcmp(ip, "6") != 0)
		return err_set(e, EXIT_CONFIG,
		    "%s: ip is '%s', not auto, 4 or 6", c->path, ip);
	return 0;
}

void config_release(struct config *c)
{
	for (int k = 0; k < CONFIG_KEYS; k++)
		free(c->value[k]);
	free(c->path);
	*c = (struct config){0};
}

void config_dir(const struct config *c, struct buf *to)
{
	buf_clear(to);
	if (c->path) {
		const char *slash = strrchr(c->path, '/');

		if (slash)
			buf_add(to, c->path, (size_t)(slash - c->path));
		else
			buf_puts(to, ".");
		return;
	}
	if (!user_dir(to))
		buf_puts(to, "/etc/jevons");
}
