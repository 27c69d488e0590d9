"""Where a broker stands in its cluster in, its server.properties out."""

from pathlib import Path
from typing import NamedTuple

from tests.kafka.security import Certificates

__all__ = ["Ports", "server_properties"]


class Ports(NamedTuple):
    """The loopback ports of one broker; `ssl` and `sasl` are only opened on a secured cluster."""

    plain: int
    controller: int
    ssl: int
    sasl: int


def server_properties(
    node: int, cluster: dict[int, Ports], data: Path, certificates: Certificates | None, extra: dict[str, str]
) -> str:
    """The properties file of broker and controller `node`, all on loopback."""
    ports = cluster[node]
    listeners = [f"PLAINTEXT://127.0.0.1:{ports.plain}"]
    if certificates:
        listeners += [f"SSL://127.0.0.1:{ports.ssl}", f"SASL_SSL://127.0.0.1:{ports.sasl}"]
    copies, in_sync = (3, 2) if len(cluster) >= 3 else (1, 1)
    settings = {
        "process.roles": "broker,controller",
        "node.id": str(node),
        "listeners": ",".join([*listeners, f"CONTROLLER://127.0.0.1:{ports.controller}"]),
        "advertised.listeners": ",".join(listeners),
        "listener.security.protocol.map": "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,SSL:SSL,SASL_SSL:SASL_SSL",
        "controller.listener.names": "CONTROLLER",
        "inter.broker.listener.name": "PLAINTEXT",
        "controller.quorum.voters": ",".join(f"{n}@127.0.0.1:{p.controller}" for n, p in cluster.items()),
        "log.dirs": str(data),
        # A topic that nobody created is a fault worth seeing.
        "auto.create.topics.enable": "false",
        "default.replication.factor": str(copies),
        "min.insync.replicas": str(in_sync),
        "offsets.topic.replication.factor": str(copies),
        "offsets.topic.num.partitions": "4",
        "transaction.state.log.replication.factor": str(copies),
        "transaction.state.log.min.isr": str(in_sync),
        "transaction.state.log.num.partitions": "4",
        "share.coordinator.state.topic.replication.factor": str(copies),
        "share.coordinator.state.topic.min.isr": str(in_sync),
        "group.initial.rebalance.delay.ms": "0",
        "group.min.session.timeout.ms": "1000",  # so that a test need not wait long for an eviction
        **(_secured(certificates) if certificates else {}),
        **extra,
    }
    return "".join(f"{name}={value}\n" for name, value in settings.items())


def _secured(certificates: Certificates) -> dict[str, str]:
    module = "org.apache.kafka.common.security"
    return {
        "ssl.keystore.type": "PEM",
        "ssl.keystore.location": str(certificates.server),
        "ssl.truststore.type": "PEM",
        "ssl.truststore.location": str(certificates.authority),
        "listener.name.ssl.ssl.client.auth": "required",
        "sasl.enabled.mechanisms": "PLAIN,SCRAM-SHA-256,SCRAM-SHA-512,OAUTHBEARER",
        "listener.name.sasl_ssl.plain.sasl.jaas.config": (
            f"{module}.plain.PlainLoginModule required "
            + " ".join(f'user_{user}="{password}"' for user, password in certificates.users.items())
            + ";"
        ),
        "listener.name.sasl_ssl.scram-sha-256.sasl.jaas.config": f"{module}.scram.ScramLoginModule required;",
        "listener.name.sasl_ssl.scram-sha-512.sasl.jaas.config": f"{module}.scram.ScramLoginModule required;",
        "listener.name.sasl_ssl.oauthbearer.sasl.jaas.config": (
            f"{module}.oauthbearer.OAuthBearerLoginModule required;"
        ),
        # Takes unsigned tokens, which `tests.kafka.tokens` writes: fine for a test, and for nothing else.
        "listener.name.sasl_ssl.oauthbearer.sasl.server.callback.handler.class": (
            f"{module}.oauthbearer.internals.unsecured.OAuthBearerUnsecuredValidatorCallbackHandler"
        ),
        "authorizer.class.name": "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
        # The plain listener is the tests' back door: whoever comes in there may do everything.
        "super.users": "User:ANONYMOUS",
        "allow.everyone.if.no.acl.found": "false",
    }
