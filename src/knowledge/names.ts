/** Names of Kubernetes and its surroundings as they are written; only those that are no everyday words in lower case. */
const NAMES = `
Kubernetes Kustomize Headlamp kubectl kubelet kubeadm kube-proxy kube-apiserver kube-scheduler kube-controller-manager
kubeconfig etcd containerd CRI-O CoreDNS runc minikube kOps cAdvisor
StatefulSet DaemonSet ReplicaSet ReplicationController CronJob ConfigMap EndpointSlice NetworkPolicy IngressClass
GatewayClass HTTPRoute PersistentVolume PersistentVolumeClaim StorageClass VolumeSnapshot VolumeAttributesClass
ServiceAccount ClusterRole RoleBinding ClusterRoleBinding ResourceQuota LimitRange PriorityClass RuntimeClass
PodDisruptionBudget HorizontalPodAutoscaler VerticalPodAutoscaler CustomResourceDefinition ValidatingAdmissionPolicy
ClusterIP NodePort LoadBalancer ExternalName
CrashLoopBackOff ImagePullBackOff ErrImagePull ErrImageNeverPull InvalidImageName ImageInspectError OOMKilled
ContainerCreating CreateContainerConfigError CreateContainerError RunContainerError FailedScheduling FailedMount
FailedAttachVolume NotReady DiskPressure MemoryPressure PIDPressure
ReadWriteOnce ReadOnlyMany ReadWriteMany ReadWriteOncePod
Docker OpenShift OpenStack Prometheus Grafana Istio Linkerd Fluentd Jaeger OpenTracing OpenTelemetry Elasticsearch
Kibana Jenkins GitHub GitLab Terraform Ansible Karpenter KEDA Heroku PostgreSQL MySQL MongoDB RabbitMQ
YAML JSON macOS GitOps DevOps RBAC CNCF
`;

const CANONICAL: ReadonlyMap<string, string> = new Map(
  NAMES.trim()
    .split(/\s+/)
    .map((name) => [name.toLowerCase(), name]),
);

/** A name that is not written as it should be. */
export interface Misspelling {
  readonly written: string;
  readonly name: string;
}

/** Finds names in a text whose capitals are wrong: “Github”, “Configmap”, “kubernetes”. */
export function misspellingsIn(text: string): Misspelling[] {
  return [...text.replace(PRODUCTS, '').matchAll(WORD)].flatMap(([written]) => {
    const name = nameOf(written);
    return name === undefined || name === written || isField(written, name) ? [] : [{ written, name }];
  });
}

/** Products that are called by such a name in capitals of their own. */
const PRODUCTS = /\b(?:Virtual|WithOut) Kubelet\b/g;

/** A word that is not part of an address, a file name or a path. */
const WORD = /(?<![\w./@:#-])[A-Za-z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)*(?![\w/@:]|\.[A-Za-z0-9])/g;

/** In manifests, names begin small: `nodePort`, `configMap`. */
function isField(written: string, name: string): boolean {
  return /[a-z][A-Z]/.test(written) && written.slice(1) === name.slice(1);
}

function nameOf(written: string): string | undefined {
  const word = written.toLowerCase();
  const name = CANONICAL.get(word);
  if (name !== undefined) return name;
  const singular = CANONICAL.get(word.replace(/s$/, ''));
  return singular && `${singular}s`;
}
