"""A user and what it may do in, the broker's access lists changed out."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from kafka import KafkaAdminClient
from kafka.admin import (
    ACL,
    ACLFilter,
    ACLOperation,
    ACLPermissionType,
    ACLResourcePatternType,
    ResourcePattern,
    ResourcePatternFilter,
    ResourceType,
)

__all__ = ["allow_all", "deny_writes"]

_KINDS: Final = (
    (ResourceType.TOPIC, "*"),
    (ResourceType.GROUP, "*"),
    (ResourceType.TRANSACTIONAL_ID, "*"),
    (ResourceType.CLUSTER, "kafka-cluster"),
)


def allow_all(bootstrap: str, principal: str) -> None:
    """Let the principal (User:name) do everything."""
    with _admin(bootstrap) as admin:
        admin.create_acls([_acl(principal, kind, name, ACLPermissionType.ALLOW) for kind, name in _KINDS])


@contextmanager
def deny_writes(bootstrap: str, principal: str, topic: str) -> Iterator[None]:
    """Inside this, the principal may not write to the topic, whatever else it may do."""
    denied = _acl(principal, ResourceType.TOPIC, topic, ACLPermissionType.DENY, ACLOperation.WRITE)
    pattern = ResourcePatternFilter(ResourceType.TOPIC, topic, ACLResourcePatternType.LITERAL)
    with _admin(bootstrap) as admin:
        admin.create_acls([denied])
        try:
            yield
        finally:
            admin.delete_acls([ACLFilter(principal, "*", ACLOperation.WRITE, ACLPermissionType.DENY, pattern)])


def _acl(
    principal: str,
    kind: ResourceType,
    name: str,
    permission: ACLPermissionType,
    operation: ACLOperation = ACLOperation.ALL,
) -> ACL:
    return ACL(principal, "*", operation, permission, ResourcePattern(kind, name))


@contextmanager
def _admin(bootstrap: str) -> Iterator[KafkaAdminClient]:
    admin = KafkaAdminClient(bootstrap_servers=bootstrap)
    try:
        yield admin
    finally:
        admin.close()
