# SPDX-License-Identifier: Apache-2.0
"""The npu device in torch: tensors, views, operators, random numbers, streams, files, errors."""

import copy
import gc
import io
import multiprocessing
import os
import pickle
import subprocess
import sys
import unittest

import torch

import npu_torch

DEVICE = npu_torch.device()


def same(actual, expected, **tolerance):
    """Whether a tensor of the device equals one of the host."""
    assert npu_torch.is_npu(actual), actual.device
    return torch.allclose(actual.cpu(), expected, **tolerance)


class Tensors(unittest.TestCase):
    def test_name(self):
        self.assertEqual(DEVICE.type, npu_torch.DEVICE_TYPE)
        self.assertEqual(npu_torch.DEVICE_TYPE, 'npu' if torch.__version__ >= '2' else 'privateuseone')
        self.assertEqual(torch.empty(2, device=npu_torch.DEVICE_TYPE).device, DEVICE)

    def test_copies(self):
        host = torch.randn(3, 4)
        x = host.to(DEVICE)
        self.assertTrue(npu_torch.is_npu(x) and not npu_torch.is_npu(host))
        self.assertNotEqual(x.data_ptr(), host.data_ptr())
        self.assertTrue(torch.equal(x.cpu(), host))
        self.assertTrue(same(x.t().double(), host.t().double()))
        self.assertTrue(same(torch.empty(4, 3, device=DEVICE).t().copy_(x), host))
        x.copy_(host * 2, non_blocking=True)
        self.assertTrue(same(x, host * 2))

    def test_views_share_memory(self):
        x = torch.arange(24., device=DEVICE).reshape(2, 3, 4)
        for view in (x[1], x[:, 1:], x.permute(2, 0, 1), x.view(6, 4), x.unfold(2, 2, 1), x.diagonal(0, 1, 2), x.squeeze(),
                     x.expand(2, 3, 4), torch.as_strided(x, (2, 2), (1, 5), 3), x.detach(), *x.split(1), *x.unbind(1)):
            self.assertEqual(view.device, DEVICE)
            self.assertEqual(view.storage().data_ptr(), x.storage().data_ptr())
        x[1].zero_()
        self.assertEqual(x.view(-1)[12:].abs().sum().item(), 0)

    def test_in_place(self):
        host = torch.arange(12.).reshape(3, 4)
        x = host.to(DEVICE)
        for t in (host, x):
            t[1] = 7
            t.add_(1)
            t[:, 1].mul_(3)
            t.t_()
            t.clamp_(max=9)
            t[t > 8] = -1
            t.index_add_(0, torch.tensor([0, 2], device=t.device), torch.ones(2, 3, device=t.device))
        self.assertTrue(same(x, host))
        address = x.data_ptr()
        self.assertIs(x.add_(1), x)
        self.assertEqual(x.data_ptr(), address)

    def test_results_in_given_tensors(self):
        x = torch.randn(3, 4)
        out = torch.empty(0, device=DEVICE)
        self.assertIs(torch.add(x.to(DEVICE), x.to(DEVICE), out=out), out)
        self.assertTrue(same(out, x + x))
        out.resize_(20)
        out.fill_(3)
        self.assertEqual(out.sum().item(), 60)
        values, indices = torch.empty(0, device=DEVICE), torch.empty(0, dtype=torch.long, device=DEVICE)
        torch.sort(x.to(DEVICE), out=(values, indices))
        self.assertTrue(same(values, x.sort()[0]))

    def test_set(self):
        x, y = torch.arange(6., device=DEVICE), torch.zeros(2, 3, device=DEVICE)
        y.set_(x)
        self.assertEqual(y.data_ptr(), x.data_ptr())
        y.set_(x, 1, (2, 2), (2, 1))
        self.assertTrue(same(y, torch.tensor([[1., 2], [3, 4]])))

    def test_operators(self):
        a, b = torch.randn(4, 5), torch.randn(5, 6)
        image = torch.randn(2, 3, 9, 9)
        cases = [
            (lambda a, b: a @ b, (a, b)),
            (lambda a: a.sort(1)[0], (a,)),
            (lambda a: torch.cat([a, a.exp()], 1), (a,)),
            (lambda a: torch.where(a > 0, a, a.new_zeros(())), (a,)),
            (lambda a: a.topk(2)[0], (a,)),
            (lambda a: torch.nonzero(a > 0).double(), (a,)),
            (lambda a: a[a > 0], (a,)),
            (lambda a: torch.einsum('ij,kj->ik', a, a), (a,)),
            (lambda a: torch.fft.fft(a).abs(), (a,)),
            (lambda a: torch.linalg.svd(a)[1], (a,)),
            (lambda a: torch.unique(a.round()), (a,)),
            (lambda a: torch.stack(torch.meshgrid(a[0], a[1], indexing='ij')), (a,)),
            (lambda a: (a.cumsum(0) / 3 + a.var(1, keepdim=True)).tanh(), (a,)),
            (lambda a: torch._foreach_add([a, a], 1)[1], (a,)),
            (lambda a: torch.complex(a, a).conj().imag + 0, (a,)),
            (lambda x: torch.nn.functional.interpolate(x, scale_factor=2, mode='bilinear'), (image,)),
            (lambda x: torch.nn.functional.max_pool2d(x, 2), (image,)),
            (lambda x: torch.nn.functional.grid_sample(x, x.new_zeros(2, 4, 4, 2), align_corners=False), (image,)),
            (lambda x: torch.nn.functional.conv_transpose2d(x, x.new_ones(3, 2, 3, 3)), (image,)),
        ]
        for function, arguments in cases:
            self.assertTrue(same(function(*(t.to(DEVICE) for t in arguments)), function(*arguments), atol=1e-5))

    def test_types(self):
        for dtype in (torch.float64, torch.float16, torch.bfloat16, torch.int64, torch.int32, torch.int16, torch.int8,
                      torch.uint8, torch.bool, torch.complex64):
            host = torch.ones(5).to(dtype)
            self.assertTrue(torch.equal(host.to(DEVICE).cpu(), host))
            self.assertEqual(host.to(DEVICE).clone().dtype, dtype)

    def test_printing(self):
        text = repr(torch.arange(3., device=DEVICE))
        self.assertEqual(text, f"tensor([0., 1., 2.], device='{DEVICE}')")

    def test_host_operations_launch_nothing(self):
        before = npu_torch.launch_count()
        (torch.ones(4, device=DEVICE) + 1).sum().item()
        self.assertEqual(npu_torch.launch_count(), before)



class SixteenBits(unittest.TestCase):
    """Half and bfloat16, which a GPU's operators take and many of the host's do not."""

    def check(self, operator, dtype, *host, result=None):
        actual = operator(*(x.to(DEVICE) for x in host))
        expected = operator(*(x.float() if x.dtype == dtype else x for x in host))
        self.assertEqual(actual.dtype, result or dtype, operator)
        self.assertTrue(same(actual.float(), expected.float(), rtol=3e-2, atol=3e-2), operator)

    def test_operators(self):
        f = torch.nn.functional
        for dtype in (torch.half, torch.bfloat16):
            x = torch.randn(8, 8).to(dtype)
            for operator in (lambda a: a @ a, lambda a: a.exp(), lambda a: a.softmax(-1), f.gelu, lambda a: f.layer_norm(a, [8]),
                             lambda a: a[0].dot(a[1]), lambda a: f.conv2d(a[None, None], a[None, None, :3, :3]),
                             lambda a: f.conv_transpose2d(a[None, None], a[None, None, :3, :3]), lambda a: a.logsumexp(0),
                             lambda a: f.grid_sample(a[None, None], a[:2, :4].reshape(1, 2, 2, 2), align_corners=True),
                             lambda a: f.mse_loss(a, a * 2), lambda a: torch.cdist(a, a + 1), lambda a: torch.addmm(a, a, a),
                             lambda a: f.interpolate(a[None, None], scale_factor=2), lambda a: a.norm(),
                             lambda a: f.batch_norm(a, None, None, training=True)):
                self.check(operator, dtype, x)

    def test_written_arguments(self):
        for dtype in (torch.half, torch.bfloat16):
            x = torch.rand(4, 6).to(dtype)
            self.check(lambda a: a.clone().exp_(), dtype, x)
            self.check(lambda a: a.clone().t()[1:].sigmoid_().add_(a.t()[1:]), dtype, x)
            y = x.to(DEVICE)
            out = torch.empty(0, dtype=dtype, device=DEVICE)
            self.assertIs(torch.mm(y, y.t(), out=out), out)
            self.assertTrue(same(out.float(), x.float() @ x.float().t(), rtol=3e-2))
            address = y.data_ptr()
            self.assertIs(y.clamp_(max=0.5), y)
            self.assertEqual(y.data_ptr(), address)
            self.assertLessEqual(y.max().item(), 0.5)

    def test_types_of_results(self):
        x = torch.rand(4, 4).half()
        self.check(lambda a: a.softmax(-1, dtype=torch.float), torch.half, x, result=torch.float)
        self.check(lambda a: a.cumsum(0, dtype=torch.float), torch.half, x, result=torch.float)
        self.check(lambda a, b: a.pow(b), torch.half, x, torch.rand(4), result=torch.float)
        self.check(lambda a: a.pow(torch.tensor(2.)), torch.half, x)
        y = x.to(DEVICE)
        _, mean, deviation = torch.native_layer_norm(y, [4], None, None, 1e-5)
        self.assertEqual((mean.dtype, deviation.dtype), (torch.float, torch.float))

    def test_training(self):
        for dtype in (torch.half, torch.bfloat16):
            torch.manual_seed(1)
            net = torch.nn.Sequential(torch.nn.Conv2d(1, 4, 3), torch.nn.BatchNorm2d(4), torch.nn.GELU(), torch.nn.Flatten(),
                                      torch.nn.Linear(144, 8), torch.nn.LayerNorm(8)).to(dtype).to(DEVICE)
            optimizer = torch.optim.SGD(net.parameters(), 0.1)
            x, classes = torch.randn(16, 1, 8, 8).to(dtype).to(DEVICE), torch.randint(0, 8, (16,)).to(DEVICE)
            losses = []
            for _ in range(15):
                optimizer.zero_grad()
                loss = torch.nn.functional.cross_entropy(net(x), classes)
                loss.backward()
                optimizer.step()
                losses.append(loss.item())
            self.assertLess(losses[-1], losses[0] / 2)

    def test_other_errors_stay(self):
        with self.assertRaisesRegex(RuntimeError, 'shapes|size'):
            torch.ones(2, 3, device=DEVICE).half() @ torch.ones(2, 3, device=DEVICE).half()


class Errors(unittest.TestCase):
    def test_devices_do_not_mix(self):
        with self.assertRaisesRegex(RuntimeError, 'same device'):
            torch.ones(3, device=DEVICE) + torch.ones(3)
        with self.assertRaisesRegex(RuntimeError, 'same device'):
            torch.ones(3, 3, device=DEVICE) @ torch.ones(3, 3)
        with self.assertRaisesRegex(RuntimeError, 'same device'):
            torch.cat([torch.ones(3, device=DEVICE), torch.ones(3)])
        self.assertTrue(same(torch.ones(3, device=DEVICE) * torch.tensor(2.), torch.full((3,), 2.)))

    def test_no_numpy(self):
        with self.assertRaises(TypeError):
            torch.ones(3, device=DEVICE).numpy()

    def test_foreign_operators_do_not_fall_back(self):
        library = torch.library.Library('npu_torch_test', 'DEF')
        library.define('twice(Tensor x) -> Tensor')
        library.impl('twice', lambda x: x * 2, 'CPU')
        self.assertEqual(torch.ops.npu_torch_test.twice(torch.ones(1)).item(), 2)
        with self.assertRaisesRegex(NotImplementedError, 'npu_torch_test::twice'):
            torch.ops.npu_torch_test.twice(torch.ones(1, device=DEVICE))

    def test_errors_of_operators(self):
        with self.assertRaisesRegex(RuntimeError, 'shapes cannot be multiplied|size'):
            torch.ones(3, 4, device=DEVICE) @ torch.ones(3, 4, device=DEVICE)
        self.assertEqual((torch.ones(2, device=DEVICE) + 1).sum().item(), 4)  # works as before

    def test_too_much_memory(self):
        with self.assertRaisesRegex(npu_torch.OutOfMemoryError, 'out of memory'):
            torch.empty(1 << 60, dtype=torch.uint8, device=DEVICE)


class Memory(unittest.TestCase):
    def test_statistics(self):
        gc.collect()
        before = npu_torch.memory_allocated()
        x = torch.empty(1 << 20, dtype=torch.uint8, device=DEVICE)
        self.assertEqual(npu_torch.memory_allocated(), before + (1 << 20))
        y = x + 1
        self.assertEqual(npu_torch.memory_allocated(), before + (2 << 20))
        del x, y
        self.assertEqual(npu_torch.memory_allocated(), before)
        self.assertGreaterEqual(npu_torch.max_memory_allocated(), before + (2 << 20))
        free, total = npu_torch.mem_get_info()
        self.assertTrue(0 < free <= total)

    def test_statistics_for_logs(self):
        x = torch.zeros(1000, device=DEVICE)
        stats = npu_torch.memory_stats()
        self.assertEqual(stats['allocated_bytes.all.current'], npu_torch.memory_allocated())
        self.assertGreaterEqual(stats['allocated_bytes.all.peak'], x.numel() * 4)
        self.assertIn(str(npu_torch.memory_allocated()), npu_torch.memory_summary())
        npu_torch.set_per_process_memory_fraction(0.5)
        with self.assertRaises(ValueError):
            npu_torch.set_per_process_memory_fraction(2.)

    def test_host_tensors_are_not_counted(self):
        before = npu_torch.memory_allocated()
        x = torch.empty(1 << 20)
        self.assertEqual(npu_torch.memory_allocated(), before)
        del x

    def test_results_live_on_the_device(self):
        # Not only tagged so: the runtime knows the memory.
        before = npu_torch.memory_allocated()
        x = torch.nonzero(torch.ones(1000, device=DEVICE))
        self.assertGreaterEqual(npu_torch.memory_allocated() - before, x.numel() * 8)


class Ranges(unittest.TestCase):
    def test_nesting(self):
        self.assertEqual(npu_torch.nvtx.range_push('a'), 0)
        self.assertEqual(npu_torch.nvtx.range_push('b'), 1)
        self.assertEqual((npu_torch.nvtx.range_pop(), npu_torch.nvtx.range_pop(), npu_torch.nvtx.range_pop()), (1, 0, -1))

    def test_profiler_shows_them(self):
        with torch.profiler.profile(activities=[torch.profiler.ProfilerActivity.CPU]) as profile:
            with npu_torch.nvtx.range('step {}', 3):
                npu_torch.nvtx.mark('here')
        self.assertLessEqual({'step 3', 'here'}, {event.name for event in profile.events()})


class Random(unittest.TestCase):
    def test_seeds(self):
        for seed in (torch.manual_seed, npu_torch.manual_seed):
            seed(5)
            a = torch.randn(100, device=DEVICE)
            seed(5)
            self.assertTrue(torch.equal(a, torch.randn(100, device=DEVICE)))
            self.assertFalse(torch.equal(a, torch.randn(100, device=DEVICE)))

    def test_state(self):
        state = npu_torch.get_rng_state()
        a = torch.rand(10, device=DEVICE)
        npu_torch.set_rng_state(state)
        self.assertTrue(torch.equal(a, torch.rand(10, device=DEVICE)))

    def test_generator(self):
        generator = npu_torch.Generator()
        generator.manual_seed(3)
        a = torch.randn(10, device=DEVICE, generator=generator)
        torch.manual_seed(0)
        generator.manual_seed(3)
        self.assertTrue(torch.equal(a, torch.randn(10, device=DEVICE, generator=generator)))

    def test_dropout(self):
        x = torch.nn.functional.dropout(torch.ones(1000, device=DEVICE), 0.5)
        self.assertTrue(300 < (x == 0).sum().item() < 700)


class Files(unittest.TestCase):
    def test_save_and_load(self):
        x = torch.arange(8., device=DEVICE)
        file = io.BytesIO()
        torch.save({'x': x, 'row': x[2:4], 'same': x, 'host': torch.ones(2)}, file)
        file.seek(0)
        loaded = torch.load(file)
        self.assertTrue(same(loaded['x'], x.cpu()) and same(loaded['row'], x[2:4].cpu()))
        self.assertIs(loaded['same'], loaded['x'])
        self.assertEqual(loaded['host'].device.type, 'cpu')
        file.seek(0)
        self.assertEqual(torch.load(file, map_location='cpu')['x'].device.type, 'cpu')
        file.seek(0)
        self.assertTrue(same(torch.load(file, map_location=DEVICE)['x'], x.cpu()))

    def test_pickle_and_copy(self):
        x = torch.arange(4., device=DEVICE)
        self.assertTrue(same(pickle.loads(pickle.dumps(x)), x.cpu()))
        for copied in (copy.deepcopy(x), copy.deepcopy([x, x])[1]):
            self.assertTrue(same(copied, x.cpu()))
            self.assertNotEqual(copied.data_ptr(), x.data_ptr())

    def test_modules(self):
        module = torch.nn.Sequential(torch.nn.Linear(3, 4), torch.nn.BatchNorm1d(4)).to(DEVICE)
        copied = copy.deepcopy(module)
        file = io.BytesIO()
        torch.save(module.state_dict(), file)
        file.seek(0)
        copied.load_state_dict(torch.load(file))
        x = torch.randn(5, 3, device=DEVICE)
        self.assertTrue(torch.equal(module(x), copied(x)))


class Streams(unittest.TestCase):
    def test_streams(self):
        self.assertEqual(npu_torch.current_stream(), npu_torch.default_stream())
        stream = npu_torch.Stream()
        with npu_torch.stream(stream) as s:
            self.assertEqual(npu_torch.current_stream(), stream)
            x = torch.ones(10, device=DEVICE) * 2
            event = s.record_event()
        self.assertEqual(npu_torch.current_stream(), npu_torch.default_stream())
        npu_torch.current_stream().wait_event(event)
        npu_torch.current_stream().wait_stream(stream)
        x.record_stream(npu_torch.current_stream())
        stream.synchronize()
        self.assertTrue(stream.query() and event.query())
        self.assertEqual(npu_torch.Stream(priority=-1).priority, -1)
        self.assertEqual(stream.device, DEVICE)

    def test_events(self):
        start, end = npu_torch.Event(enable_timing=True), npu_torch.Event(enable_timing=True)
        start.record()
        end.record()
        end.synchronize()
        self.assertGreaterEqual(start.elapsed_time(end), 0)

    def test_devices(self):
        self.assertEqual(npu_torch.device_count(), int(os.environ.get('NPU_CPU_DEVICES', 1)))
        with npu_torch.device_guard(0):
            self.assertEqual(npu_torch.current_device(), 0)
        with self.assertRaises(RuntimeError):
            npu_torch.set_device(99)
        properties = npu_torch.get_device_properties(0)
        self.assertEqual(npu_torch.get_device_capability(), (properties.major, properties.minor))
        self.assertGreater(properties.multi_processor_count, 0)


class Autograd(unittest.TestCase):
    def test_gradients(self):
        host = torch.randn(3, 4, dtype=torch.float64, requires_grad=True)
        x = host.detach().to(DEVICE).requires_grad_()
        for t in (host, x):
            (t.sin() @ t.t().exp() + t[:, :1]).sum().backward()
        self.assertTrue(same(x.grad, host.grad))
        self.assertTrue(torch.autograd.gradcheck(lambda t: torch.nn.functional.layer_norm(t, (4,)), x))
        self.assertTrue(torch.autograd.gradgradcheck(lambda t: (t * t).sigmoid(), x))

    def test_in_place_checks(self):
        x = torch.ones(3, device=DEVICE, requires_grad=True)
        y = x.exp()
        y.mul_(2)
        with self.assertRaisesRegex(RuntimeError, 'modified by an inplace operation'):
            y.sum().backward()

    def test_convolution(self):
        host = torch.randn(2, 4, 7, 7, requires_grad=True)
        x = host.detach().to(DEVICE).requires_grad_()
        torch.manual_seed(0)
        layers = torch.nn.Sequential(torch.nn.Conv2d(4, 6, 3, groups=2, padding=1),
                                     torch.nn.ConvTranspose2d(6, 2, 3, stride=2))
        layers(host).pow(2).sum().backward()
        moved = copy.deepcopy(layers).to(DEVICE)
        for parameter in moved.parameters():
            parameter.grad = None
        moved(x).pow(2).sum().backward()
        self.assertTrue(same(x.grad, host.grad, rtol=1e-3, atol=1e-3))
        for a, e in zip(moved.parameters(), layers.parameters()):
            self.assertTrue(same(a.grad, e.grad, rtol=1e-3, atol=1e-3))


def _use_device_in_child(queue):
    try:
        torch.ones(1, device=DEVICE) + 1
        queue.put('worked')
    except RuntimeError as error:
        queue.put(str(error))


def _use_host_in_child(queue):
    queue.put((torch.ones(10) * 2).sum().item())


class Processes(unittest.TestCase):
    def in_child(self, function, method):
        torch.ones(1, device=DEVICE)
        context = multiprocessing.get_context(method)
        queue = context.Queue()
        child = context.Process(target=function, args=(queue,))
        child.start()
        result = queue.get(timeout=100)
        child.join(100)
        self.assertEqual(child.exitcode, 0)
        return result

    def test_fork(self):
        torch.set_num_threads(1)  # torch's own threads do not survive a fork either
        self.assertIn('forked process', self.in_child(_use_device_in_child, 'fork'))
        self.assertEqual(self.in_child(_use_host_in_child, 'fork'), 20)

    def test_spawn(self):
        self.assertEqual(self.in_child(_use_device_in_child, 'spawn'), 'worked')

    def test_exit_with_tensors(self):
        program = ('import torch, npu_torch\n'
                   'x = torch.ones(1000, device=npu_torch.device()) + 1\n'
                   's = npu_torch.Stream()\n'
                   'class Late:\n'
                   '  def __del__(self): print((x + 1).sum().item())\n'
                   'late = Late()\n')
        done = subprocess.run([sys.executable, '-c', program], timeout=100, stdout=subprocess.PIPE, text=True)
        self.assertEqual((done.returncode, done.stdout), (0, '3000.0\n'))

    def test_two_devices(self):
        program = ('import torch, npu_torch\n'
                   'a = torch.ones(3, device=npu_torch.device(1)) * 2\n'
                   'assert a.device == npu_torch.device(1) and npu_torch.device_count() == 2\n'
                   'b = a.to(npu_torch.device(0))\n'
                   'assert b.device.index == 0 and b.sum().item() == 6\n'
                   'with npu_torch.device_guard(1): assert torch.ones(1, device=npu_torch.DEVICE_TYPE).get_device() == 1\n'
                   'assert npu_torch.memory_allocated(1) == 12\n'
                   'try: a + b\n'
                   'except RuntimeError: print("raised")\n')
        done = subprocess.run([sys.executable, '-c', program], timeout=100, stdout=subprocess.PIPE, text=True,
                              env={**os.environ, 'NPU_CPU_DEVICES': '2'})
        self.assertEqual((done.returncode, done.stdout), (0, 'raised\n'))


if __name__ == '__main__':
    unittest.main()
