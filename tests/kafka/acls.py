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

__all__ = ["allow_all", "deny"]

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
def deny(bootstrap: str, principal: str, operation: str, kind: str, name: str) -> Iterator[None]:
    """Inside this, the principal may not do that (READ, WRITE, ALL) to a TOPIC, GROUP or TRANSACTIONAL_ID.

    Whatever else allows it.
    """
    does, resource = ACLOperation[operation], ResourceType[kind]
    denied = _acl(principal, resource, name, ACLPermissionType.DENY, does)
    pattern = ResourcePatternFilter(resource, name, ACLResourcePatternType.LITERAL)
    with _admin(bootstrap) as admin:
        admin.create_acls([denied])
        try:
            yield
        finally:
            admin.delete_acls([ACLFilter(principal, "*", does, ACLPermissionType.DENY, pattern)])


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
