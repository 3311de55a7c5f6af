#include "config.h"
#include "kernel/private.h"

#include <stdio.h>

/* Services, as the service control manager keeps them in the registry. */

enum { PATH_MOST = 600 };

static bool key_path(const char *name, char ret[PATH_MOST])
{
	int size = snprintf(ret, PATH_MOST,
			    "\\Registry\\Machine\\System\\ControlSet001\\"
			    "Services\\%s",
			    name);

	return size > 0 && size < PATH_MOST;
}

bool kernel_service_set(struct kernel *kernel,
			const struct kernel_service *service)
{
	struct registry *registry = &kernel->registry;
	char path[PATH_MOST];
	struct registry_key *key;
	bool made;

	if (!key_path(service->name, path) ||
	    registry_create(registry,
			    &(struct registry_make){
				    .path = path, .time = kernel_time(kernel) },
			    &key, &made))
		return false;
	return !registry_set_number(registry, key, "Type", service->type) &&
	       !registry_set_number(registry, key, "Start", service->start) &&
	       !registry_set_number(registry, key, "ErrorControl",
				    service->error_control) &&
	       !registry_set_text(registry, key, "ImagePath", REG_EXPAND_SZ,
				  service->path) &&
	       !(service->display &&
		 registry_set_text(registry, key, "DisplayName", REG_SZ,
				   service->display));
}

void kernel_service_remove(struct kernel *kernel, const char *name)
{
	char path[PATH_MOST];
	struct registry_key *key = NULL;

	if (key_path(name, path))
		key = registry_find(&kernel->registry, path);
	if (key)
		registry_delete_tree(&kernel->registry, key);
}

bool kernel_service_is(const struct kernel *kernel, const char *name)
{
	char path[PATH_MOST];

	return key_path(name, path) && registry_find(&kernel->registry, path);
}
